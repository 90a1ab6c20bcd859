using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Fitting.Solving;

namespace MicrogradSharp.Tests.Optim;

/// <summary>
/// The normal equations on the problems of NIST, from the second start. The digits that they lose are those that the documentation says.
/// </summary>
public sealed class GaussNewtonNistTests
{
    public static TheoryData<string> Names => [.. NistProblem.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Parameters_have_six_certified_digits(string name)
    {
        var problem = NistProblem.Read(name);
        double[] start = problem.Start(2);
        Node[] parameters = [.. start.Select(number => new Node(number))];
        var tape = Tape.Record(problem.Rows[0].Length, row => row[0] - problem.Model(parameters, row[1..]));
        var objective = new RowsObjective(tape, problem.Rows.SelectMany(row => row).ToArray(), parameters);

        var result = await Minimize.GaussNewtonAsync(objective, start, new MinimizeOptions { GradientTolerance = 0 });

        problem.Digits(result.Minimizer).Min().Should().BeGreaterThan(6, result.ToString());
    }
}
