using Playground.Tabs.Fit;

namespace MicrogradSharp.Tests.Samples.Playground;

/// <summary>Fits of the playground, to their end.</summary>
internal static class Fits
{
    public static FitWork Run(FitState state)
    {
        var work = new FitWork(state);
        while (work.Step())
        {
        }
        return work;
    }

    public static FitWork Run(string data, string formula, string starts = "") =>
        Run(new FitState(FitState.Own, DataText.Normalized(data), formula, starts));
}
