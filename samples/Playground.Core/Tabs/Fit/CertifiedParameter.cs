namespace Playground.Tabs.Fit;

/// <summary>A parameter of a problem of NIST.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Starts">The two starts that NIST gives, as texts.</param>
/// <param name="Estimate">The certified number.</param>
/// <param name="StandardError">The certified standard error; NaN if it is not known here.</param>
public sealed record CertifiedParameter(string Name, IReadOnlyList<string> Starts, double Estimate, double StandardError)
{
    /// <summary>How many digits NIST certifies.</summary>
    public const double MostDigits = 11;
}
