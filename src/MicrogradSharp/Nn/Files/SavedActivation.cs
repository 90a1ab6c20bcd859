namespace MicrogradSharp.Nn;

/// <summary>Converts activations to names in files, and back.</summary>
internal static class SavedActivation
{
    /// <summary>Operators that <see cref="Activation.All"/> used to hold. Older files name them.</summary>
    private static readonly Activation[] s_earlier =
    [
        new(nameof(Node.Cos), x => x.Cos()),
        new(nameof(Node.Tan), x => x.Tan()),
        new(nameof(Node.Exp), x => x.Exp()),
        new(nameof(Node.Expm1), x => x.Expm1()),
        new(nameof(Node.Log), x => x.Log()),
        new(nameof(Node.Log1p), x => x.Log1p()),
        new(nameof(Node.Sqrt), x => x.Sqrt()),
        new(nameof(Node.Abs), x => x.Abs()),
    ];

    /// <summary>Returns the name to write.</summary>
    /// <exception cref="InvalidOperationException">
    /// A custom activation has the name of a built-in one, so that reading the file would give the built-in one.
    /// </exception>
    public static string NameOf(Activation activation)
    {
        if (Known(activation.Name) is { } other && other != activation)
        {
            throw new InvalidOperationException(
                $"A custom activation must have its own name to be saved, but was named {activation.Name}, "
                + $"which files use for the built-in {other}.");
        }
        return activation.Name;
    }

    /// <summary>Returns the caller's activation with this name, or else the built-in one.</summary>
    /// <exception cref="FormatException">No activation has this name.</exception>
    public static Activation Find(string name, string place, ReadOnlySpan<Activation> activations)
    {
        foreach (var activation in activations)
        {
            if (activation.Name == name) return activation;
        }
        return Known(name) ?? throw new FormatException(
            $"{place} must be one of {string.Join(", ", Activation.All)}, or of the activations passed with the file, "
            + $"but was {ShownText.Quoted(name)}.");
    }

    /// <exception cref="ArgumentException">An activation is null.</exception>
    public static void Check(ReadOnlySpan<Activation> activations)
    {
        foreach (var activation in activations)
        {
            if (activation is null) throw new ArgumentException("activations must not contain null, but one is null.", nameof(activations));
        }
    }

    private static Activation? Known(string name) => Activation.TryFromName(name, out var activation)
        ? activation
        : Array.Find(s_earlier, earlier => earlier.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
