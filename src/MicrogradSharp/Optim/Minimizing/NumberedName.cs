using System.Globalization;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>The names of variables that have none of their own: x0, x1, …</summary>
internal static class NumberedName
{
    public static string Of(int variable) => string.Create(CultureInfo.InvariantCulture, $"x{variable}");
}
