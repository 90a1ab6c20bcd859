namespace Playground.Tabs.Fit;

/// <summary>The input that is wrong: its error stands below it.</summary>
public enum FitPlace
{
    Data,
    Formula,
    Parameters,
}
