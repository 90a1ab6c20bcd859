using MicrogradSharp.Nn;

namespace MicrogradSharp.Onnx.Tests;

public sealed class OptionTests
{
    private static readonly Tape s_tape = Tape.Record(3, row => [row[0] + row[1], row[1] * row[2], row[2].Exp()]);

    [Fact]
    public void Inputs_and_outputs_may_be_several_matrices()
    {
        var options = new OnnxOptions
        {
            Inputs = [new OnnxColumns("position", 2), new OnnxColumns("time", 1)],
            Outputs = [new OnnxColumns("sums", 1), new OnnxColumns("rest", 2)],
        };

        var outputs = Model.Of(s_tape, options).Run(("position", [1, 2, 3, 4], 2), ("time", [0, 1], 1));

        outputs["sums"].Numbers.Should().Equal(3, 7);
        Near.Check(outputs["rest"].Numbers, [0, 1, 4, Math.E], Near.F64, i => $"number {i}");
        outputs["rest"].Shape.Should().Equal(2, 2);
    }

    [Fact]
    public void Inputs_and_outputs_of_a_network_may_be_several_matrices()
    {
        var network = new MLP(3, [4, 3], new Random(1));
        var options = new OnnxOptions
        {
            Inputs = [new OnnxColumns("a", 1), new OnnxColumns("b", 2)],
            Outputs = [new OnnxColumns("u", 2), new OnnxColumns("v", 1)],
        };

        var outputs = Model.Of(network, options).Run(("a", [1], 1), ("b", [2, 3], 2));

        Near.Check([.. outputs["u"].Numbers, .. outputs["v"].Numbers], network.Predict([1, 2, 3]), Near.F64, i => $"output {i}");
    }

    [Fact]
    public void Outputs_may_be_equal()
    {
        var tape = Tape.Record(1, row => [row[0].Exp(), row[0].Exp(), row[0]]);
        var options = new OnnxOptions { Outputs = [new OnnxColumns("a", 1), new OnnxColumns("b", 1), new OnnxColumns("c", 1)] };

        var outputs = Model.Of(tape, options).Run(("input", [0, 0], 1));

        outputs["a"].Numbers.Should().Equal(1, 1).And.Equal(outputs["b"].Numbers);
        outputs["c"].Numbers.Should().Equal(0, 0);
    }

    [Fact]
    public void The_name_of_an_input_goes_before_that_of_a_parameter()
    {
        var network = new MLP(1, [1]);
        var options = new OnnxOptions { Inputs = [new OnnxColumns("0.weight", 1)] };

        Model.Of(network, options).Proto.Graph.Node[0].Input.Should().Equal("0.weight", "0.weight_1", "0.bias");
    }

    [Fact]
    public void Labels_are_names()
    {
        Node slope = 2, offset = 1, other = 3;
        (slope.Label, offset.Label) = ("slope", "offset");
        var tape = Tape.Record(1, row => slope * row[0] + offset + other.Exp() * row[0].Exp());

        Model.Of(tape).Proto.Graph.Initializer.Select(tensor => tensor.Name).Should().Contain(["slope", "offset", "parameters"]);
    }

    [Theory]
    [InlineData("w.0.0", "w.0.1", "w.1.0")]
    [InlineData("w.0", "w.1", "w.01")]
    [InlineData("w.0", "w.00", "w.2")]
    [InlineData("w.0", "w.1", "w.2147483647")]
    [InlineData("w.0", "w.1", "w.2.0")]
    public void Names_that_fill_no_tensor_are_refused(params string[] names)
    {
        var module = new Named(names);
        var tape = Tape.Record(1, row => row[0] * Node.Sum([.. module.Parameters]));

        FluentActions.Invoking(() => Model.Of(tape, new OnnxOptions { Module = module })).Should().Throw<InvalidOperationException>()
            .WithMessage("The numbers at the end of the names w.… must fill a tensor, each place once, but those of the 3 parameters *");
    }

    [Fact]
    public void A_parameter_without_a_name_is_refused()
    {
        var module = new Named([null!]);
        var tape = Tape.Record(1, row => row[0] * Node.Sum([.. module.Parameters]));

        FluentActions.Invoking(() => Model.Of(tape, new OnnxOptions { Module = module })).Should().Throw<InvalidOperationException>()
            .WithMessage("Every parameter of a module must have a name, but one is null.");
    }

    [Fact]
    public void A_name_of_a_parameter_may_be_any_text()
    {
        var module = new Named(["", " ", "a\ud800", "a\udc00"]);
        var tape = Tape.Record(1, row => row[0] * Node.Sum([.. module.Parameters]));

        var model = Model.Of(tape, new OnnxOptions { Module = module });

        model.Proto.Graph.Initializer.Select(tensor => tensor.Name).Should().Contain(["parameter", "parameter_1", "a\ufffd", "a\ufffd_1"]);
        model.Run([2]).Should().Equal(12);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void A_graph_has_a_name(string? name) =>
        Refused(new OnnxOptions { Name = name! }).WithMessage("Name must be the name of the graph, but is empty.");

    [Fact]
    public void Columns_that_do_not_fit_are_refused()
    {
        Refused(new OnnxOptions { Inputs = [new OnnxColumns("x", 2)] })
            .WithMessage("Inputs must have 3 columns together, as the function has, but have 2.");
        Refused(new OnnxOptions { Outputs = [new OnnxColumns("y", 4)] })
            .WithMessage("Outputs must have 3 outputs together, as the function has, but have 4.");
        Refused(new OnnxOptions { Inputs = [new OnnxColumns("x", 3), new OnnxColumns("z", 0)] })
            .WithMessage("Inputs must all have at least 1 column, but 'z' has 0.");
        Refused(new OnnxOptions { Inputs = [new OnnxColumns("x", 1), new OnnxColumns("x", 2)] })
            .WithMessage("Inputs must have different names, but two are 'x'.");
        Refused(new OnnxOptions { Outputs = [new OnnxColumns(" ", 3)] }).WithMessage("Outputs must all have a name, but one has none.");
        Refused(new OnnxOptions { Inputs = [new OnnxColumns("x", 3)], Outputs = [new OnnxColumns("x", 3)] })
            .WithMessage("Inputs and Outputs must have different names, but both have 'x'.");
    }

    [Theory]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("a\nb", "a b")]
    [InlineData("a\u202Eb", "a\uFFFDb")]
    [InlineData("", "\uFFFD")]      // half of a surrogate pair
    public void A_name_of_an_input_or_output_is_one_line(string name, string shown)
    {
        if (name.Length == 0) name = "\uD800";       // an attribute cannot hold it
        Refused(new OnnxOptions { Inputs = [new OnnxColumns(name, 3)] })
            .WithMessage($"Inputs must have names on one line, without control characters, but one is '{shown}'.");
        Refused(new OnnxOptions { Outputs = [new OnnxColumns(name, 3)] })
            .WithMessage($"Outputs must have names on one line, without control characters, but one is '{shown}'.");
    }

    [Fact]
    public void A_precision_that_does_not_exist_is_refused() =>
        Refused(new OnnxOptions { Precision = (OnnxPrecision)7 }).WithMessage("Precision must be F64 or F32, but was 7.");

    private sealed class Named(params string[] names) : Module
    {
        private readonly (string, Node)[] _named = [.. names.Select((name, i) => (name, new Node(i)))];

        public override IEnumerable<(string Name, Node Parameter)> NamedParameters => _named;
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(OnnxOptions options) =>
        FluentActions.Invoking(() => Model.Of(s_tape, options)).Should().Throw<ArgumentException>();
}
