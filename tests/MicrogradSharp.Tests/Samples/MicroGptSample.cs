using System.Reflection;
using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Conventions;

namespace MicrogradSharp.Tests.Samples;

/// <summary>The model of <c>samples/microgpt.cs</c>, and the program, compiled from the sample itself.</summary>
internal sealed class MicroGptSample
{
    private const string Name = "microgpt";

    private static readonly Lazy<Assembly> s_program = new(() => CSharpProgram.Compile(CSharpProgram.OfSample(Name)));

    private readonly object _model;

    public MicroGptSample(string vocabulary, Random random) => _model = Activator.CreateInstance(
        s_program.Value.GetType("MicroGpt", throwOnError: true)!, vocabulary.Select(letter => letter.ToString()).ToArray(), random)!;

    /// <summary>The parameters: a copy of the array, with the model's nodes.</summary>
    public Node[] Parameters => (Node[])_model.GetType().GetProperty(nameof(Parameters))!.GetValue(_model)!;

    /// <summary>Runs the program.</summary>
    public static int Run(out string printed, out string errors, params string[] args) =>
        CSharpProgram.Run(s_program.Value, args, out printed, out errors);

    /// <summary>The model with the vocabulary and the parameters of the reference.</summary>
    public static MicroGptSample Reference()
    {
        var file = ReferenceValues.Json("microgpt.json");
        var sample = new MicroGptSample(file.GetProperty("vocabulary").GetString()!, new Random(1));
        sample.Set(ReferenceValues.Numbers(file.GetProperty("start")));
        return sample;
    }

    public void Set(double[] data)
    {
        var parameters = Parameters;
        parameters.Should().HaveSameCount(data);
        for (int i = 0; i < data.Length; i++) parameters[i].Data = data[i];
    }

    /// <summary>The optimiser of the reference.</summary>
    public Adam Adam() => new(Parameters, learningRate: 0.01, beta1: 0.85, beta2: 0.99, epsilon: 1e-8);

    public int[] Encode(string document) => Call<int[]>(nameof(Encode), document);

    public Tape Record() => Call<Tape>(nameof(Record));

    public double Step(Adam adam, int[][] documents, int batch = 1, int steps = 1000, Tape? tape = null) =>
        Call<double>(nameof(Step), adam, documents, batch, steps, tape);

    public string Sample(Random random, double temperature) =>
        string.Concat(Call<IEnumerable<string>>(nameof(Sample), random, temperature));

    private T Call<T>(string method, params object?[] arguments) => (T)_model.GetType().GetMethod(method)!.Invoke(_model, arguments)!;
}
