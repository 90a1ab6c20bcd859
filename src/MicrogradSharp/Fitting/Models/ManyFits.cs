using System.Runtime.ExceptionServices;

namespace MicrogradSharp.Fitting.Models;

/// <summary>Fits one recorded model to many data sets, on several threads.</summary>
internal static class ManyFits
{
    /// <param name="parameters">The parameters; their nodes do not change.</param>
    /// <param name="model">The model, recorded for one thread.</param>
    /// <param name="data">The data sets, checked.</param>
    /// <param name="starts">The start of the free parameters for each, or null for the data of their nodes.</param>
    /// <param name="options">The options.</param>
    public static CurveFitResult[] Run(
        ParameterSet parameters, RecordedModel model, FitData[] data, double[][]? starts, CurveFitOptions options)
    {
        model.RecordAll();      // so that no worker calls the model
        var one = options with { OnStep = null, MaxDegreeOfParallelism = 1 };
        var results = new CurveFitResult[data.Length];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.MaxDegreeOfParallelism,
            CancellationToken = options.CancellationToken,
        };
        try
        {
            Parallel.For(0, data.Length, parallel, i =>
            {
                var function = new ModelResiduals(model, data[i]);
                var outcome = FitRun.Run(parameters, function, one, starts?[i] ?? parameters.OfFree(parameters.Start));
                results[i] = new CurveFitResult(parameters, function, outcome, one);
            });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
        return results;
    }
}
