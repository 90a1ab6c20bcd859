namespace MicrogradSharp.Nn;

/// <summary>Activations in files: a name, and the function that goes with it.</summary>
internal static class SavedActivation
{
    /// <summary>The name to write.</summary>
    /// <exception cref="InvalidOperationException">It is an activation of the user under a name of <see cref="Activation.All"/>: reading would give the other one.</exception>
    public static string NameOf(Activation activation)
    {
        if (!Activation.All.Contains(activation) && BuiltIn(activation.Name) is { } other)
        {
            throw new InvalidOperationException($"An activation of your own must have a name of its own to be saved, but was named {activation.Name}, as is Activation.{other}.");
        }
        return activation.Name;
    }

    /// <summary>The activation with this name: one of the caller's, or of <see cref="Activation.All"/>.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Activation Find(string name, string place, ReadOnlySpan<Activation> activations)
    {
        foreach (var activation in activations)
        {
            if (activation.Name == name) return activation;
        }
        return BuiltIn(name) ?? throw new FormatException(
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

    private static Activation? BuiltIn(string name) => Activation.All.FirstOrDefault(activation => activation.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
