namespace MicrogradSharp.Tests.Tapes;

/// <summary>What a mask hides adds exactly nothing, even if it is not finite, in every instruction of a model of sequences.</summary>
/// <remarks>A row is a number and a mask for each position.</remarks>
public sealed class MaskedPositionsTests
{
    private const int Block = 3;

    private readonly Node _a = 0.5, _b = -1.5, _zero = 0.0;

    [Fact]
    public void A_matrix_whose_weights_are_infinite() => Check(
        x =>
        {
            Node[] hidden = [(_a * x).Tanh(), (_b * x).Tanh()];
            return Node.Dot([1 / _zero, _b], hidden) + Node.Dot([_a, 1 / _zero], hidden) + _b;
        },
        mayBeVisible: false);

    [Fact]
    public void A_matrix_whose_inputs_have_another_reader_and_whose_weights_are_infinite() => Check(
        x =>
        {
            Node[] hidden = [(_a * x).Tanh(), (_b * x).Tanh()];
            return Node.Dot([1 / _zero, _b], hidden) + Node.Dot([_a, 1 / _zero], hidden) * hidden[0];
        },
        mayBeVisible: false);

    [Fact]
    public void A_matrix_whose_values_are_not_finite() => Check(x => Node.Dot([_a, _b], [x.Log(), (x - 1).Sqrt()]) + _a);

    [Fact]
    public void A_scale_that_is_infinite() => Check(x => (1 / _zero * (_a * x).Sin() + _b).Sin(), mayBeVisible: false);

    [Fact]
    public void Scaled_values_that_are_not_finite() => Check(x => (_a * x.Log() + _b).Sin() + _b * (x - 1).Sqrt());

    [Fact]
    public void A_dot_product_of_which_one_vector_is_not_finite() => Check(
        x => Node.Dot([_a * x, (_b + x).Sin()], [x.Log(), (x - 1).Sqrt()]) - Node.Dot([x.Log(), x.Log()], [_b + x, (_a * x).Sin()]));

    [Fact]
    public void A_number_that_is_looked_up_and_is_not_finite() => Check(
        x => Node.Gather(Node.Where(x, 1, 0), _a.Log() / _zero, _b) * Node.Gather(Node.Where(x, 0, 1), _a, _zero.Log()));

    [Fact]
    public void A_loss_of_logits_that_are_not_finite() => Check(
        x => MicrogradSharp.Nn.Loss.CrossEntropy([_a * x, x.Log(), _b + (x - 1).Sqrt()], Node.Where(x, 2, 7)));

    private void Check(Func<Node, Node> model, bool mayBeVisible = true)
    {
        Node Function(ReadOnlySpan<Node> row)
        {
            var terms = new Node[Block];
            for (int p = 0; p < Block; p++) terms[p] = Node.Where(row[Block + p], model(row[p]), _a * row[p]);
            return Node.Sum(terms);
        }
        foreach (int count in (int[])[1, 2, 9, 20])
        {
            double[] rows = new double[2 * Block * count];
            for (int i = 0; i < rows.Length; i += 2 * Block)
            {
                for (int p = 0; p < Block; p++)
                {
                    bool isVisible = mayBeVisible && (i + p) % 4 == 1;
                    rows[i + p] = isVisible ? 2 + p : -p;
                    rows[i + Block + p] = isVisible ? 1 : 0;
                }
            }
            EagerRows.Check(2 * Block, Function, rows);
            EagerRows.Check(2 * Block, Function, rows, new TapeOptions { StopAtNonFinite = true });
            double[] gradient = new double[Tape.Record(2 * Block, Function).Parameters.Count];
            Tape.Record(2 * Block, Function).Gradient(rows, gradient);
            gradient.Should().OnlyContain(number => double.IsFinite(number));
        }
    }
}
