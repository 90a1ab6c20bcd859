namespace MicrogradSharp.Nn;

/// <summary>Reads and writes the parameters of any module as the <c>state_dict</c> of the same modules of PyTorch.</summary>
internal static class ModuleSafetensors
{
    public static void Write(Stream stream, Module module, SafetensorsType type)
    {
        var metadata = new Dictionary<string, string> { ["format"] = "pt" };      // customary for names and shapes of PyTorch
        var tensors = TensorsOf(module).ToDictionary(
            tensor => tensor.Name,
            tensor => SafetensorsTensor.From(Array.ConvertAll(tensor.Parameters, parameter => parameter.Data), type, tensor.Shape));
        new SafetensorsFile(metadata, tensors).Write(stream);
    }

    /// <summary>Loads the parameters of a file into a module.</summary>
    /// <exception cref="FormatException">The file does not hold the tensors of the module. The parameters are unchanged.</exception>
    public static void ReadInto(Module module, byte[] bytes)
    {
        ParameterFile.CheckIsNotJson(bytes);
        var file = SafetensorsFile.Read(bytes);
        var expected = TensorsOf(module);
        CheckNames(file.Tensors.Keys, expected);
        foreach (var tensor in expected)
        {
            long[] shape = file.Tensors[tensor.Name].Shape;
            if (shape.AsSpan().SequenceEqual(tensor.Shape)) continue;
            throw new FormatException(
                $"{SafetensorsFile.PlaceOf(tensor.Name)}.shape must be {SafetensorsTensor.Text(tensor.Shape)}, as in the module, "
                + $"but was {SafetensorsTensor.Text(shape)}.");
        }
        foreach (var tensor in expected)
        {
            double[] numbers = file.Tensors[tensor.Name].ToArray();
            for (int i = 0; i < numbers.Length; i++) tensor.Parameters[i].Data = numbers[i];
        }
    }

    /// <exception cref="InvalidOperationException">A name is reserved, or the parameters make no tensors.</exception>
    private static ParameterTensor[] TensorsOf(Module module)
    {
        var tensors = ParameterTensor.Of(module);
        if (!Array.Exists(tensors, tensor => tensor.Name == SafetensorsFile.MetadataName)) return tensors;
        throw new InvalidOperationException(
            $"A parameter must have another name than {SafetensorsFile.MetadataName}, which safetensors files reserve.");
    }

    private static void CheckNames(IEnumerable<string> names, ParameterTensor[] expected)
    {
        string[] found = [.. names.Order(StringComparer.Ordinal)];
        string[] missing = [.. expected.Select(tensor => tensor.Name).Except(found)];
        string[] unknown = [.. found.Except(expected.Select(tensor => tensor.Name))];
        if (missing.Length == 0 && unknown.Length == 0) return;
        string[] faults =
        [
            .. missing.Length > 0 ? [$"lacks {ShownText.List(missing)}"] : Array.Empty<string>(),
            .. unknown.Length > 0 ? [$"has the unknown {ShownText.List(unknown)}"] : Array.Empty<string>(),
        ];
        throw new FormatException(
            $"The file must hold {NumberText.Count(expected.Length, "tensor")}, those of the module, but {string.Join(" and ", faults)}.");
    }
}
