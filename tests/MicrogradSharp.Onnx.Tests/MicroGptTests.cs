using System.Reflection;
using MicrogradSharp.Tests.Conventions;

namespace MicrogradSharp.Onnx.Tests;

/// <summary>The GPT of <c>samples/microgpt.cs</c>, compiled from the sample. A row is the length of a name, and its letters.</summary>
public sealed class MicroGptTests
{
    private const int Positions = 17;

    [Theory]
    [InlineData(OnnxPrecision.F64)]
    [InlineData(OnnxPrecision.F32)]
    public void The_loss_of_a_name_is_that_of_the_tape(OnnxPrecision precision)
    {
        var type = CSharpProgram.Compile(CSharpProgram.OfSample("microgpt")).GetType("MicroGpt", throwOnError: true)!;
        string[] letters = [.. Enumerable.Range('a', 26).Select(letter => $"{(char)letter}")];
        object gpt = Activator.CreateInstance(type, letters, new Random(42))!;
        var tape = Call<Tape>("Record");
        double[] rows = [.. new[] { "hydrogen", "xenon", "a", "abcdefghijklmnopqr" }.SelectMany(Row)];

        var model = Model.Of(tape, new OnnxOptions { Precision = precision });

        Near.Check(model.Run(rows), tape.Evaluate(rows), Near.For(precision), i => $"loss {i}");
        model.Operators.Count(name => name == "MatMul").Should().BeInRange(4, 12, "a matrix multiplies all positions at once");

        double[] Row(string name)
        {
            int[] tokens = Call<int[]>("Encode", name);
            return [tokens.Length - 1, .. tokens, .. new double[Positions - tokens.Length]];
        }

        T Call<T>(string method, params object[] arguments) => (T)type.InvokeMember(
            method, BindingFlags.InvokeMethod | BindingFlags.Public | BindingFlags.Instance, binder: null, gpt, arguments)!;
    }
}
