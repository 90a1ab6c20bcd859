using System.Globalization;
using System.Text;

namespace MicrogradSharp.Diagnostics;

/// <summary>How exact a <see cref="GradientCheck"/> is.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>The largest relative error that passes; see <see cref="GradientEntry.RelativeError"/>.</summary>
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

    // the text that the compiler would write, in the invariant culture
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"Tolerance = {Tolerance}");
        return true;
    }
}
