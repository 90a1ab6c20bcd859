namespace Playground.Tabs.Fit;

/// <summary>Something is wrong that the user can put right.</summary>
public sealed class FitException(FitPlace place, string message, Exception? cause = null) : Exception(message, cause)
{
    public FitPlace Place { get; } = place;
}
