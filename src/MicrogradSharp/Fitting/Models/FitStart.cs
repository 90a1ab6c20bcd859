using MicrogradSharp.Optim;

namespace MicrogradSharp.Fitting.Models;

/// <summary>Records a model, and checks it before the first step.</summary>
internal static class FitStart
{
    /// <exception cref="ArgumentException">The model does not use a free parameter.</exception>
    public static RecordedModel Record(ParameterSet parameters, Func<ReadOnlySpan<Node>, Node[]> function, int columns, int maxThreads)
    {
        var model = new RecordedModel(columns, parameters.Tie(function), parameters.FreeNodes, maxThreads);
        string[] unused = [.. parameters.Free.Where((_, k) => !model.Values.IsUsed[k]).Select(i => parameters.Names[i])];
        if (unused.Length == 0) return model;
        throw new ArgumentException(
            $"parameters must be used by the model, but it does not depend on {ShownText.List(unused)}. " +
            "Leave such a parameter out, or put it in Fixed.", nameof(parameters));
    }

    /// <summary>Called when the solver has stopped, and before the parameters hold their estimates.</summary>
    /// <exception cref="NonFiniteException">
    /// A residual or a slope is not finite at the start; the operation is named. Or their squares overflow.
    /// </exception>
    public static void CheckFinite(ModelResiduals function, FitOutcome outcome)
    {
        if (outcome.StopReason != SolverStopReason.NonFinite) return;
        function.Model.CheckFinite(function.Data.Rows);
        if (double.IsFinite(outcome.Cost) || outcome.Iterations > 0) return;
        throw new NonFiniteException(
            "The model is finite at the start, but the sum of the squared residuals overflows: their size must be below 1e154. " +
            "Measure y in a larger unit, or give larger Sigmas.", row: null, value: null);
    }
}
