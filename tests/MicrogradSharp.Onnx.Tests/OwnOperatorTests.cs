namespace MicrogradSharp.Onnx.Tests;

public sealed class OwnOperatorTests
{
    [Fact]
    public void An_operator_of_ones_own_says_how_ONNX_computes_it()
    {
        var tape = Tape.Record(2, row => [Node.From(new Softsign(), row[0]), Node.From(new Softsign(), row[1])]);
        double[] rows = [0.5, -3, 1e10, double.NaN];

        Near.Check(Model.Of(tape).Run(rows), tape.Evaluate(rows), Near.F64, i => $"row {i}");
    }

    [Fact]
    public void A_rule_that_is_only_an_IBackward_may_say_so_too()
    {
        var tape = Tape.Record(2, row => Node.From(new Difference(), row[0], row[1]));

        Model.Of(tape).Run([5, 2]).Should().Equal(3);
    }

    [Fact]
    public void An_operator_that_does_not_is_refused_by_name()
    {
        var tape = Tape.Record(1, row => Node.From(new Unknown(), row[0]));

        FluentActions.Invoking(() => Model.Of(tape)).Should().Throw<NotSupportedException>().WithMessage(
            "The operator 'unknown' has no form in ONNX: MicrogradSharp.Onnx.Tests.OwnOperatorTests+Unknown must implement IOnnxOperator, "
            + "which says how ONNX computes its value.");
    }

    [Fact]
    public void A_tensor_that_does_not_fit_is_refused_by_name()
    {
        FluentActions.Invoking(() => Model.Of(Recorded(_ => null!))).Should().Throw<InvalidOperationException>().WithMessage(
            "*OwnOperatorTests+Given.ToOnnx must return a tensor of its graph with 2 numbers for a row, but returned null.");
        FluentActions.Invoking(() => Model.Of(Recorded(graph => graph.Apply("IsNaN", graph.Constant(1)))))
            .Should().Throw<InvalidOperationException>()
            .WithMessage("*but returned conditions: choose numbers by them with Where.");
        FluentActions.Invoking(() => Model.Of(Recorded(graph => graph.Apply("Exp")))).Should().Throw<ArgumentException>()
            .WithMessage("inputs must hold at least 1 tensor, but held 0.*");
        OnnxTensor? foreign = null;
        Model.Of(Tape.Record(1, row => Node.From(new Given(graph => foreign = graph.Constant(2)), row[0])));
        FluentActions.Invoking(() => Model.Of(Recorded(graph => graph.Apply("Exp", foreign!)))).Should().Throw<ArgumentException>()
            .WithMessage("inputs must be tensors of this graph, but one is of another.*");

        static Tape Recorded(Func<OnnxGraph, OnnxTensor> write)
        {
            var rule = new Given(write);
            return Tape.Record(2, row => [Node.From(rule, row[0]), Node.From(rule, row[1])]);
        }
    }

    [Fact]
    public void An_operator_may_be_a_constant()
    {
        var tape = Tape.Record(1, row =>
            3 * Node.From(new Given(graph => graph.Constant(2)), row[0]) + 2 * Node.From(new Given(graph => graph.Constant(5)), row[0]));

        Model.Of(tape).Run([1, 5]).Should().Equal(16, 16);
    }

    [Fact]
    public void A_tensor_of_another_size_is_refused()
    {
        OnnxTensor? three = null;
        var rule = new First(inputs => three ??= inputs[0]);
        var tape = Tape.Record(3, row =>
        {
            Node a = Node.From(rule, row[0], row[1]), b = Node.From(rule, row[1], row[2]), c = Node.From(rule, row[2], row[0]);
            return [Node.From(rule, a, b), Node.From(rule, b, c)];
        });

        FluentActions.Invoking(() => Model.Of(tape)).Should().Throw<InvalidOperationException>()
            .WithMessage("*OwnOperatorTests+First.ToOnnx must return a tensor of its graph with 2 numbers for a row, but returned 3.");
    }

    [Fact]
    public void One_number_is_repeated()
    {
        var two = new Given(graph => graph.Constant(2));
        Model.Of(Tape.Record(2, row => [Node.From(two, row[0]), Node.From(two, row[1])])).Run([1, 5, 6, 7]).Should().Equal(2, 2, 2, 2);

        var first = new First(inputs => inputs[0]);
        var tape = Tape.Record(3, row => [Node.From(first, row[0], row[1]), Node.From(first, row[0], row[2])]);
        Model.Of(tape).Run([5, 1, 2, 7, 3, 4]).Should().Equal(5, 5, 7, 7);
    }

    [Fact]
    public void Conditions_are_no_numbers()
    {
        Func<OnnxTensor, OnnxTensor>[] wrong =
        [
            condition => condition + 1, condition => 1 - condition, condition => -condition,
            condition => condition.Graph.Constant(2) * condition,
        ];
        foreach (var write in wrong)
        {
            var tape = Tape.Record(1, row => Node.From(new Given(graph => write(graph.Apply("IsNaN", graph.Constant(1)))), row[0]));
            FluentActions.Invoking(() => Model.Of(tape)).Should().Throw<ArgumentException>()
                .WithMessage("Arithmetic needs numbers, but isnan_1 holds conditions: choose numbers by them with Where.*");
        }
    }

    [Fact]
    public void Arithmetic_on_tensors_adds_nodes()
    {
        var tape = Tape.Record(1, row => Node.From(new Arithmetic(), row[0]));

        Near.Check(Model.Of(tape).Run([2, 3]), tape.Evaluate([2, 3]), Near.F64, i => $"row {i}");
    }

    private sealed class Softsign : UnaryExpr, IOnnxOperator
    {
        public override string Symbol => "softsign";

        public OnnxTensor ToOnnx(OnnxGraph graph, IReadOnlyList<OnnxTensor> inputs) => inputs[0] / (1 + graph.Apply("Abs", inputs[0]));

        protected override double Evaluate(double x) => x / (1 + Math.Abs(x));

        protected override double Slope(double x, double y) => 0;
    }

    private sealed class Arithmetic : UnaryExpr, IOnnxOperator
    {
        public override string Symbol => "arithmetic";

        public OnnxTensor ToOnnx(OnnxGraph graph, IReadOnlyList<OnnxTensor> inputs)
        {
            var x = inputs[0];
            return (x + x) * (x - 1) / (2 * x) + (3 - x) - 4 / (x + 5) * (x * 6) + (7 + x) / 8 - (x - x) + -x;
        }

        protected override double Evaluate(double x) =>
            (x + x) * (x - 1) / (2 * x) + (3 - x) - 4 / (x + 5) * (x * 6) + (7 + x) / 8 - (x - x) + -x;

        protected override double Slope(double x, double y) => 0;
    }

    private sealed class Difference : IBackward, IOnnxOperator
    {
        public string Symbol => "difference";

        public double Forward(Value output) => output.Inputs[0].Data - output.Inputs[1].Data;

        public void Backward(Value output)
        {
        }

        public OnnxTensor ToOnnx(OnnxGraph graph, IReadOnlyList<OnnxTensor> inputs) => graph.Apply("Sub", inputs[0], inputs[1]);
    }

    private sealed class First(Func<IReadOnlyList<OnnxTensor>, OnnxTensor> write) : IBackward, IOnnxOperator
    {
        public string Symbol => "first";

        public double Forward(Value output) => output.Inputs[0].Data;

        public void Backward(Value output)
        {
        }

        public OnnxTensor ToOnnx(OnnxGraph graph, IReadOnlyList<OnnxTensor> inputs) => write(inputs);
    }

    private sealed class Unknown : UnaryExpr
    {
        public override string Symbol => "unknown";

        protected override double Evaluate(double x) => x;

        protected override double Slope(double x, double y) => 1;
    }

    private sealed class Given(Func<OnnxGraph, OnnxTensor> write) : UnaryExpr, IOnnxOperator
    {
        public override string Symbol => "given";

        public OnnxTensor ToOnnx(OnnxGraph graph, IReadOnlyList<OnnxTensor> inputs) => write(graph);

        protected override double Evaluate(double x) => x;

        protected override double Slope(double x, double y) => 1;
    }
}
