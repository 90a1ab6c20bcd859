namespace MicrogradSharp.Nn;

/// <summary>Activations in files: a name, and the function that goes with it.</summary>
internal static class SavedActivation
{
    /// <summary>Operators that <see cref="Activation.All"/> held once: files name them.</summary>
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

    /// <summary>The name to write.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is an activation of the user under a name that files have for one of the library's: reading would give the other one.
    /// </exception>
    public static string NameOf(Activation activation)
    {
        if (Known(activation.Name) is { } other && other != activation)
        {
            throw new InvalidOperationException(
                $"An activation of your own must have a name of its own to be saved, but was named {activation.Name}, "
                + $"which in files is the {other} of this library.");
        }
        return activation.Name;
    }

    /// <summary>The activation with this name: one of the caller's, or of the library's.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Activation Find(string name, string place, ReadOnlySpan<Activation> activations)
    {
        foreach (var activation in activations)
        {
            if (activation.Name == name) return activation;
        }
        return Known(name) ?? throw new FormatException(
            $"{place} must be one of {string.Join(", ", Activation.All)}, or of the activations passed beside the file, but was {ShownText.Quoted(name)}.");
    }

    /// <exception cref="ArgumentException">One is null.</exception>
    public static void Check(ReadOnlySpan<Activation> activations)
    {
        foreach (var activation in activations)
        {
            if (activation is null) throw new ArgumentException("activations must hold activations, but one is null.", nameof(activations));
        }
    }

    private static Activation? Known(string name) => Activation.TryFromName(name, out var activation)
        ? activation
        : Array.Find(s_earlier, earlier => earlier.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
