using System.Globalization;

namespace MicrogradSharp.Nn;

/// <summary>The parameters of a module that make a tensor, with the last index varying fastest.</summary>
/// <remarks>The package that writes ONNX models is compiled with this file too.</remarks>
/// <param name="Name">Its name, which is the names of the parameters without the numbers at their end.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Parameters">Its elements.</param>
internal sealed record ParameterTensor(string Name, long[] Shape, Value[] Parameters)
{
    /// <summary>Returns the tensors of a module, in the order of their first parameters.</summary>
    /// <exception cref="InvalidOperationException">
    /// Two parameters have one place, a place in a tensor is empty, a name is null, or a parameter is <c>default(Node)</c>.
    /// </exception>
    public static ParameterTensor[] Of(Module module) =>
    [
        .. module.NamedParameters.Select(named => (Parts: Split(named.Name), named.Parameter)).GroupBy(named => named.Parts.Tensor)
            .Select(group => Of(group.Key, [.. group.Select(named => (named.Parts.Index, named.Parameter))])),
    ];

    /// <summary>Returns <c>0.weight</c> and [3, 1] for <c>0.weight.3.1</c>. A name of numbers only keeps the first.</summary>
    public static (string Tensor, int[] Index) Split(string parameter)
    {
        if (parameter is null) throw new InvalidOperationException("Every parameter of a module must have a name, but one is null.");
        string[] names = parameter.Split('.');
        int end = names.Length;
        var index = new List<int>();
        while (end > 1 && int.TryParse(names[end - 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            index.Add(number);
            end--;
        }
        index.Reverse();
        return (string.Join('.', names[..end]), [.. index]);
    }

    private static ParameterTensor Of(string name, (int[] Index, Node Parameter)[] elements)
    {
        long[] shape = new long[elements[0].Index.Length];
        foreach (var (index, _) in elements)
        {
            if (index.Length != shape.Length) throw Incomplete(name, elements.Length);
            for (int i = 0; i < shape.Length; i++) shape[i] = Math.Max(shape[i], index[i] + 1L);
        }
        long places = shape.Aggregate(1L, (product, size) => product > elements.Length ? product : product * size);
        if (places != elements.Length) throw Incomplete(name, elements.Length);
        var parameters = new Value[elements.Length];
        bool[] isTaken = new bool[elements.Length];
        foreach (var (index, parameter) in elements)
        {
            long place = 0;
            for (int i = 0; i < shape.Length; i++) place = place * shape[i] + index[i];
            if (isTaken[place]) throw Incomplete(name, elements.Length);
            (parameters[place], isTaken[place]) = (parameter.Value, true);
        }
        return new ParameterTensor(name, shape, parameters);
    }

    private static InvalidOperationException Incomplete(string name, int count) => new(
        $"The numbers at the end of the names {name}.… must fill a tensor, each place once, but those of the "
        + $"{NumberText.Count(count, "parameter")} do not.");
}
