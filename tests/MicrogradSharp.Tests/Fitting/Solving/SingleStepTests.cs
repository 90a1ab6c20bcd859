using MicrogradSharp.Fitting.Models;
using MicrogradSharp.Fitting.Solving;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Fitting.Solving;

/// <summary>What one step does: a wrong step is hidden by the ones that follow.</summary>
public sealed class SingleStepTests
{
    private readonly Node _u = new(0), _v = new(0);

    [Fact]
    public void Where_a_step_stops_at_a_bound_the_other_parameter_goes_to_where_it_is_best_then()
    {
        var model = new RecordedModel(1, row => [_u + _v * row[0]], [_u, _v], maxThreads: 1);
        var residuals = new ModelResiduals(model, new FitData([1, 2, 3, 4], [3, 5, 7, 9.2], []));
        var options = new SolverOptions { SeparatesLinear = false, Upper = [double.PositiveInfinity, 1.5], MaxIterations = 1 };
        var result = LeastSquaresSolver.Run(residuals, [1, 1], options);
        result.Parameters[1].Should().Be(1.5);
        result.Parameters[0].ShouldAgree(2.3, 1e-12);       // the mean of y − 1.5 x
    }

    [Fact]
    public void A_step_that_follows_the_curvature_ends_lower_in_a_curved_valley()
    {
        double Cost(bool isGeodesic)
        {
            var model = new RecordedModel(1, _ => [10 * (_v - _u * _u), 1 - _u], [_u, _v], maxThreads: 1);
            var options = new SolverOptions { IsGeodesic = isGeodesic, SeparatesLinear = false, FirstRadius = 0.1, MaxIterations = 1 };
            return LeastSquaresSolver.Run(new ModelResiduals(model, new FitData([0], [], [])), [-1.2, 1], options).Cost;
        }
        Cost(true).Should().BeLessThan(Cost(false));
    }
}
