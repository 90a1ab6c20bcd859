namespace MicrogradSharp.Nn;

/// <content>How a network is written to files and read back.</content>
public sealed partial class MLP
{
    /// <summary>Writes the network as JSON: sizes, activations and every bit of the parameters.</summary>
    /// <param name="path">The file. It is replaced when all is written, and left as it is if writing fails.</param>
    /// <remarks>
    /// <para>NaN and ±∞ are kept too, as the strings <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>; of a NaN, sign and payload are not.
    /// An activation of your own is written by its name: pass it to <see cref="Load(string, ReadOnlySpan{Activation})"/>.</para>
    /// <para>A symbolic link stays one, and its target is replaced. A file keeps its permissions, but not its owner or its other names (hard links).
    /// A pipe or a device receives the bytes. The next save to the same file removes what a killed process left of its save.</para>
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or holds a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="InvalidOperationException">An activation of your own has the name of one of the library's.</exception>
    /// <exception cref="IOException">The file cannot be written: there is no such folder, or no room.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written, or the path is that of a folder.</exception>
    /// <example><code>
    /// model.Save("model.json");
    /// double score = MLP.Load("model.json").Predict([0.5, -1.0])[0];
    /// </code></example>
    public void Save(string path) => AtomicFile.Write(path, Save);

    /// <summary>Writes the network as JSON.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <remarks>See <see cref="Save(string)"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="InvalidOperationException">An activation of your own has the name of one of the library's.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        MlpJson.Write(stream, this);
    }

    /// <summary>Reads a network that <see cref="Save(string)"/> wrote: it computes what the saved one did, to the last bit.</summary>
    /// <param name="path">The file, of at most 2 GB. It need not be trusted: no more memory is taken than a file of its size justifies.</param>
    /// <param name="activations">Activations of your own that the file may name.</param>
    /// <exception cref="FormatException">The file is not such a network; the message says what is wrong, and where.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or holds a null character, or one of <paramref name="activations"/> is null.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static MLP Load(string path, params ReadOnlySpan<Activation> activations)
    {
        var own = activations.ToArray();
        return WholeFile.Open(path, stream => Load(stream, own));
    }

    /// <summary>Reads a network that <see cref="Save(Stream)"/> wrote.</summary>
    /// <param name="stream">The stream, which is read to its end and stays open.</param>
    /// <param name="activations">Activations of your own that the file may name.</param>
    /// <remarks>See <see cref="Load(string, ReadOnlySpan{Activation})"/>.</remarks>
    /// <exception cref="FormatException">The file is not such a network; the message says what is wrong, and where.</exception>
    /// <exception cref="ArgumentException">One of <paramref name="activations"/> is null.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public static MLP Load(Stream stream, params ReadOnlySpan<Activation> activations)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return MlpJson.Read(stream, activations);
    }

    /// <summary>Writes the network as a safetensors file, with the names and shapes that PyTorch gives the same <c>nn.Sequential</c>.</summary>
    /// <param name="path">The file. It is replaced when all is written, and left as it is if writing fails.</param>
    /// <param name="type">How the numbers are stored.</param>
    /// <remarks>
    /// Layer i is <c>2i.weight</c> (outputs × inputs) and <c>2i.bias</c>: a module for the activation comes after each layer, for a linear one
    /// <c>nn.Identity()</c> (the last may be left out). The activations are named in the file's metadata, which PyTorch does not read.
    /// Links, pipes and permissions are as for <see cref="Save(string)"/>.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is not defined.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or holds a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="InvalidOperationException">An activation of your own has the name of one of the library's.</exception>
    /// <exception cref="IOException">The file cannot be written: there is no such folder, or no room.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written, or the path is that of a folder.</exception>
    public void SaveSafetensors(string path, SafetensorsType type = SafetensorsType.F64) => AtomicFile.Write(path, stream => SaveSafetensors(stream, type));

    /// <summary>Writes the network as a safetensors file.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="type">How the numbers are stored.</param>
    /// <remarks>See <see cref="SaveSafetensors(string, SafetensorsType)"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is not defined.</exception>
    /// <exception cref="InvalidOperationException">An activation of your own has the name of one of the library's.</exception>
    public void SaveSafetensors(Stream stream, SafetensorsType type = SafetensorsType.F64)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!Enum.IsDefined(type)) throw new ArgumentOutOfRangeException(nameof(type), $"type must be F64 or F32, but was {(int)type}.");
        MlpSafetensors.Write(stream, this, type);
    }

    /// <summary>Reads a network from a safetensors file: one of <see cref="SaveSafetensors(string, SafetensorsType)"/>, or PyTorch's <c>state_dict</c> of an <c>nn.Sequential</c>.</summary>
    /// <param name="path">The file, of at most 2 GB, with tensors of F64 or F32. It need not be trusted: no more memory is taken than a file of its size justifies.</param>
    /// <param name="activations">
    /// For a file that names its activations, those of your own among them. For one that does not, as PyTorch's: one for every layer but the last,
    /// which is linear (<see cref="Activation.ReLU"/> when none is given), or one for each layer.
    /// </param>
    /// <exception cref="FormatException">The file is not such a network; the message says what is wrong, and where. Tensors of another kind are wrong too.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or holds a null character, one of <paramref name="activations"/> is null, or their number does not fit the layers.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static MLP LoadSafetensors(string path, params ReadOnlySpan<Activation> activations)
    {
        var own = activations.ToArray();
        return WholeFile.Open(path, stream => LoadSafetensors(stream, own));
    }

    /// <summary>Reads a network from a safetensors file.</summary>
    /// <param name="stream">The stream, which is read to its end and stays open.</param>
    /// <param name="activations">See <see cref="LoadSafetensors(string, ReadOnlySpan{Activation})"/>.</param>
    /// <exception cref="FormatException">The file is not such a network; the message says what is wrong, and where.</exception>
    /// <exception cref="ArgumentException">One of <paramref name="activations"/> is null, or their number does not fit the layers.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public static MLP LoadSafetensors(Stream stream, params ReadOnlySpan<Activation> activations)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return MlpSafetensors.Read(stream, activations);
    }

    /// <summary>Writes the parameters as <see cref="Save(string)"/> does, or as safetensors in F64.</summary>
    /// <param name="path">The file. It is replaced when all is written, and left as it is if writing fails.</param>
    /// <param name="format">The format; null for safetensors if the path ends in <c>.safetensors</c>, otherwise JSON.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="format"/> is not defined.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or holds a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="InvalidOperationException">An activation of your own has the name of one of the library's.</exception>
    /// <exception cref="IOException">The file cannot be written: there is no such folder, or no room.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written, or the path is that of a folder.</exception>
    public void SaveParameters(string path, ModelFormat? format = null) =>
        AtomicFile.Write(path, stream => SaveParameters(stream, format ?? ParameterFile.FormatOf(path)));

    /// <summary>Writes the parameters.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="format">The format.</param>
    /// <remarks>See <see cref="SaveParameters(string, ModelFormat?)"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="format"/> is not defined.</exception>
    /// <exception cref="InvalidOperationException">An activation of your own has the name of one of the library's.</exception>
    public void SaveParameters(Stream stream, ModelFormat format = ModelFormat.Json)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ParameterFile.Write(stream, this, format);
    }

    /// <summary>Reads the parameters of a file into this network, so that its tapes and optimisers continue with them.</summary>
    /// <param name="path">JSON or safetensors, whatever its name, of a network of the same shape. Its activations are ignored.</param>
    /// <exception cref="FormatException">The file is not a network of the same shape; the parameters are as before.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or holds a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public void LoadParameters(string path) => WholeFile.Open(path, stream =>
    {
        LoadParameters(stream);
        return this;
    });

    /// <summary>Reads the parameters of a file into this network.</summary>
    /// <param name="stream">The stream, which is read to its end and stays open. See <see cref="LoadParameters(string)"/>.</param>
    /// <exception cref="FormatException">The file is not a network of the same shape; the parameters are as before.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void LoadParameters(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ParameterFile.ReadInto(this, stream);
    }
}
