using MicrogradSharp.Tapes.Recording;
using MicrogradSharp.Tapes.Rewriting;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Tapes;

public sealed class UniformJacobianTests
{
    private const int Outputs = 200;
    private readonly Node[] _p = [.. Enumerable.Range(0, 5).Select(i => new Node(0.5 + 0.1 * i))];

    [Fact]
    public void Many_outputs_that_share_terms_have_the_derivatives_of_the_whole_tape()
    {
        var tape = Tape.Record(1, _ => Residuals());
        var parametric = ParametricTape.Record(1, _ => Residuals(), _p);
        double[] rows = [1, 2], values = new double[2 * Outputs];
        double[] expected = new double[values.Length * 5], jacobian = new double[values.Length * 5];
        tape.ValuesAndJacobian(rows, new double[2 * Outputs], expected);
        parametric.EvaluateWithJacobian([.. _p.Select(node => node.Data)], rows, values, jacobian);
        for (int i = 0; i < 2 * Outputs; i++)
        {
            values[i].ShouldAgree(Residuals()[i % Outputs].Data, 1e-13);
            for (int j = 0; j < 5; j++) jacobian[j * 2 * Outputs + i].ShouldBeNear(expected[i * 5 + j], 1e-12);
        }
    }

    [Fact]
    public void Programs_are_made_for_many_outputs_without_a_row_alone()
    {
        Make(1, _ => Residuals()).Should().NotBeNull();
        Make(1, row => [.. Residuals(), row[0] * _p[0]]).Should().BeNull();
        Make(1, _ => Residuals()[..2]).Should().BeNull();
    }

    private UniformJacobian? Make(int columns, Func<ReadOnlySpan<Node>, Node[]> function) =>
        UniformJacobian.TryMake(Passes.Run(Lowering.Record(columns, function, _p)), columns, _p.Length);

    private Node[] Residuals()
    {
        var shared = (_p[0] * _p[1]).Tanh();
        Node Residual(int i) => i == 7 ? _p[3] : shared * (_p[i % 5] * (0.01 * i)).Sin() + _p[(i + 1) % 5].Exp() - i;
        return [.. Enumerable.Range(0, Outputs).Select(Residual)];
    }
}
