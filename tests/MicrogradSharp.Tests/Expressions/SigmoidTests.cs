using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class SigmoidTests : OperatorContract<Sigmoid>
{
    protected override Node Apply(Node[] x) => x[0].Sigmoid();

    protected override string[] ReferenceNames => ["sigmoid"];

    protected override SpecialCase[] SpecialCases =>
    [
        new(-40, 4.248354255291589e-18, 4.248354255291589e-18),
        new(800, 1, 0),
        new(-800, 0, 0),
        new(double.PositiveInfinity, 1, 0),
        new(double.NegativeInfinity, 0, 0),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("symmetry", x => (-x[0]).Sigmoid(), x => 1 - x[0].Sigmoid()),
        new("the definition", x => x[0].Sigmoid(), x => 1 / (1 + (-x[0]).Exp())),
    ];
}
