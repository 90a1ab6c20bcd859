using System.Globalization;
using System.Text;

namespace MicrogradSharp.Diagnostics;

/// <summary>Options of a <see cref="GradientCheck"/>.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>The largest relative error that passes; default 1e-6. See <see cref="GradientEntry.RelativeError"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite and above 0.</exception>
    public double Tolerance
    {
        get;
        init
        {
            Guard.FiniteAboveZero(value, nameof(Tolerance));
            field = value;
        }
    }

    = 1e-6;

    // The compiler would write the same text, but not in the invariant culture.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"Tolerance = {Tolerance}");
        return true;
    }
}
