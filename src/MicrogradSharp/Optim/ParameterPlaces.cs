namespace MicrogradSharp.Optim;

/// <summary>Checks the parameters that an optimiser or an objective is given.</summary>
internal static class ParameterPlaces
{
    /// <summary>Checks that there are parameters, that each is a leaf, and that none occurs twice.</summary>
    /// <returns>The place of each parameter in the list.</returns>
    public static Dictionary<Node, int> Check(IReadOnlyList<Node> parameters)
    {
        if (parameters.Count == 0) throw Fault("must hold at least 1 node, but was empty");
        var places = new Dictionary<Node, int>(parameters.Count);
        for (int i = 0; i < parameters.Count; i++)
        {
            if (!parameters[i].Value.IsLeaf) throw Fault($"must be leaves, but number {i} is the output of an operation");
            if (!places.TryAdd(parameters[i], i)) throw Fault($"must differ from each other, but number {i} came before");
        }
        return places;

        static ArgumentException Fault(string what) => new($"parameters {what}.", nameof(parameters));
    }
}
