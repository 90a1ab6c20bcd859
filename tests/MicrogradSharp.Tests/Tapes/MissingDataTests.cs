using MicrogradSharp.Diagnostics;
using MicrogradSharp.Nn;
using Mono.Cecil;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>A value that depends on the row of a recording never gets data, and no NaN is taken for such a value.</summary>
public sealed class MissingDataTests
{
    private const string Message =
        "A value that depends on the inputs of a recording has no data, also after the recording has ended: this one comes from the " +
        "function that Tape.Record ran. Read the numbers from what the tape evaluates, or make the value anew from nodes that have data.";

    private readonly Node _w = 2.0;
    private Node _input;
    private Node _result;

    public MissingDataTests() => Tape.Record(1, row =>
    {
        _input = row[0];
        return _result = _input * _w;
    });

    [Fact]
    public void After_the_recording_it_cannot_be_read_or_set()
    {
        Refuses(() => _ = _input.Data);
        Refuses(() => _ = _result.Data);
        Refuses(() => _ = _result.Value.Data);
        Refuses(() => _result.Data = 1);
        Refuses(() => Tape.Record(1, row => row[0] * _result.Data));
        _result.ToString().Should().Be("Value(data=NaN, grad=0)");
    }

    [Fact]
    public void After_the_recording_it_cannot_be_read_on_another_thread()
    {
        Exception? refusal = null;
        var thread = new Thread(() => refusal = Record.Exception(() => _ = _result.Data));
        thread.Start();
        thread.Join();
        refusal.Should().BeOfType<InvalidOperationException>().Which.Message.Should().Be(Message);
    }

    [Fact]
    public void While_another_tape_is_recorded_the_message_is_the_same() => Tape.Record(1, row =>
    {
        Refuses(() => _ = _result.Data);
        return row[0];
    });

    [Fact]
    public void After_the_recording_no_pass_runs_over_it()
    {
        Refuses(() => _result.Backward());
        Refuses(() => new Graph(_result).Forward());
        Refuses(() => new Graph(_result).Backward());
        var sum = _result + _w;
        Refuses(() => new Graph(sum).Forward());
        Refuses(() => _ = _input.Data);
        _w.Grad.Should().Be(0);
    }

    [Fact]
    public void After_the_recording_it_has_no_report_and_no_drawing()
    {
        var graph = new Graph(_result);
        Refuses(() => graph.Explain());
        Refuses(() => graph.FindNonFinite());
        Refuses(() => graph.ToDot());
        Refuses(() => graph.ToMermaid());
        Refuses(() => graph.ToSvg());
        Refuses(() => graph.ToJson());
        Refuses(() => graph.ToHtml());
        graph.Summary().ToString().Should().Contain("*");
    }

    [Fact]
    public void What_is_computed_from_it_is_an_ordinary_NaN_and_harms_no_parameter()
    {
        Node[] computed =
        [
            _result * _w, -_result, _result.Exp(), _result.Tanh(), Node.Sum(_w, _w, _result), _result.Pow(2), _result.Sqrt(),
        ];
        foreach (var y in computed)
        {
            y.Data.Should().Be(double.NaN);
            y.Backward();
            _w.Data -= 0.1 * _w.Grad;
            double.IsNaN(_w.Data).Should().BeTrue();
            _w.Data = 2;
            _w.Grad = 0;
        }
    }

    [Fact]
    public void What_hands_it_on_has_no_data_either()
    {
        foreach (var y in new[] { Node.Max(_result, _w), Node.Where(1, _result, _w), _result.Abs() })
        {
            Refuses(() => _ = y.Data);
            Refuses(() => y.Backward());
            _w.Grad.Should().Be(0);
        }
    }

    [Fact]
    public void A_NaN_of_the_user_is_data()
    {
        double zero = 0, infinity = double.PositiveInfinity;
        double[] numbers =
        [
            double.NaN, -double.NaN, zero / zero, Math.Sqrt(zero - 1), infinity - infinity, (double)float.NaN, double.Parse("NaN"),
        ];
        foreach (double number in numbers)
        {
            Node a = number;
            a.Data.Should().Be(double.NaN);
            (a * 2).Data.Should().Be(double.NaN);
            a.Data = number;
            a.Data.Should().Be(double.NaN);
            double inside = 0;
            Tape.Record(1, row =>
            {
                inside = (a + 1).Data;
                return row[0] * a;
            }).Parameters.Should().Equal(a);
            inside.Should().Be(double.NaN);
        }
    }

    [Fact]
    public void Bits_of_a_file_are_never_taken_for_it()
    {
        double missing = _result.Value.Stored;
        MissingData.Is(missing).Should().BeTrue();
        using var file = new MemoryStream();
        Write(file, new MLP(1, [1]), missing);
        foreach (var parameter in MLP.LoadSafetensors(file).Parameters) parameter.Data.Should().Be(double.NaN);
    }

    [Fact]
    public void Reading_data_calls_nothing_that_comes_back()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Value).Assembly.Location);
        var getter = module.GetType(typeof(Value).FullName).Methods.Single(method => method.Name == "get_Data");
        var called = getter.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>();
        var calls = called.Select(method => method.Resolve());
        calls.Where(called => called.Name != nameof(MissingData.Is)).Should().ContainSingle()
            .Which.CustomAttributes.Should().Contain(attribute => attribute.AttributeType.Name == "DoesNotReturnAttribute");
    }

    private static void Write(Stream file, MLP model, double number)
    {
        foreach (var parameter in model.Parameters) parameter.Value.Stored = 0.25;
        using var plain = new MemoryStream();
        model.SaveSafetensors(plain);
        byte[] bytes = plain.ToArray();
        foreach (int place in (int[])[bytes.Length - 8, bytes.Length - 16])
        {
            BitConverter.ToDouble(bytes, place).Should().Be(0.25);
            BitConverter.TryWriteBytes(bytes.AsSpan(place), BitConverter.DoubleToInt64Bits(number));
        }
        file.Write(bytes);
        file.Position = 0;
    }

    private static void Refuses(Action action) => action.Should().Throw<InvalidOperationException>().WithMessage(Message);
}
