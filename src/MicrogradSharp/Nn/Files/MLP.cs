namespace MicrogradSharp.Nn;

/// <content>Saving a network to files and loading it again.</content>
public sealed partial class MLP
{
    /// <summary>Writes the network as JSON: sizes, activations and every bit of the parameters.</summary>
    /// <param name="path">The file. It is replaced once everything is written. If writing fails, it is unchanged.</param>
    /// <remarks>
    /// <para>NaN and ±∞ are kept, as the strings <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>. The sign and payload of a NaN are lost.
    /// A custom activation is saved by name: pass it to <see cref="Load(string, ReadOnlySpan{Activation})"/>.</para>
    /// <para>A symbolic link remains a link, and its target is replaced. An existing file keeps its permissions, but not its owner or its
    /// hard links. A pipe or a device receives the bytes. If a process is killed while saving, the next save to the same file removes the
    /// temporary file.</para>
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or contains a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A custom activation has the name of a built-in one.</exception>
    /// <exception cref="IOException">
    /// The file cannot be written, for example because its folder does not exist or the disk is full.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is not writable, or the path is a folder.</exception>
    /// <example><code>
    /// model.Save("model.json");
    /// double score = MLP.Load("model.json").Predict([0.5, -1.0])[0];
    /// </code></example>
    public void Save(string path) => AtomicFile.Write(path, Save);

    /// <summary>Writes the network as JSON.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <remarks>See <see cref="Save(string)"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A custom activation has the name of a built-in one.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        MlpJson.Write(stream, this);
    }

    /// <summary>
    /// Loads a network that <see cref="Save(string)"/> wrote. Its results are bit-identical to those of the saved network.
    /// </summary>
    /// <param name="path">The file, of at most 2 GB. It need not be trusted: memory use stays in proportion to its size.</param>
    /// <param name="activations">Custom activations that the file may name.</param>
    /// <exception cref="FormatException">The file is not a saved network. The message says what is wrong, and where.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is empty or contains a null character, or one of <paramref name="activations"/> is null.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading the file is not permitted, or the path is a folder.</exception>
    public static MLP Load(string path, params ReadOnlySpan<Activation> activations)
    {
        var own = activations.ToArray();
        return WholeFile.Open(path, stream => Load(stream, own));
    }

    /// <summary>Loads a network that <see cref="Save(Stream)"/> wrote.</summary>
    /// <param name="stream">The stream, which is read to its end and stays open.</param>
    /// <param name="activations">Custom activations that the file may name.</param>
    /// <remarks>See <see cref="Load(string, ReadOnlySpan{Activation})"/>.</remarks>
    /// <exception cref="FormatException">The file is not a saved network. The message says what is wrong, and where.</exception>
    /// <exception cref="ArgumentException">One of <paramref name="activations"/> is null.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public static MLP Load(Stream stream, params ReadOnlySpan<Activation> activations)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return MlpJson.Read(stream, activations);
    }

    /// <summary>
    /// Loads a network from a safetensors file, written by <see cref="Module.SaveSafetensors(string, SafetensorsType)"/> or from PyTorch's
    /// <c>state_dict</c> of an <c>nn.Sequential</c>.
    /// </summary>
    /// <param name="path">
    /// The file, of at most 2 GB, with tensors of F64 or F32. It need not be trusted: memory use stays in proportion to its size.
    /// </param>
    /// <param name="activations">
    /// If the file names its activations: the custom ones among them. If it does not, as in a file from PyTorch: either one activation for
    /// every layer but the last, which is linear (default <see cref="Activation.ReLU"/>), or one activation for each layer.
    /// </param>
    /// <exception cref="FormatException">
    /// The file is not a saved network, or holds tensors of another type. The message says what is wrong, and where.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is empty or contains a null character, one of <paramref name="activations"/> is null, or their number does
    /// not match the layers.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading the file is not permitted, or the path is a folder.</exception>
    public static MLP LoadSafetensors(string path, params ReadOnlySpan<Activation> activations)
    {
        var own = activations.ToArray();
        return WholeFile.Open(path, stream => LoadSafetensors(stream, own));
    }

    /// <summary>Loads a network from a safetensors file.</summary>
    /// <param name="stream">The stream, which is read to its end and stays open.</param>
    /// <param name="activations">See <see cref="LoadSafetensors(string, ReadOnlySpan{Activation})"/>.</param>
    /// <exception cref="FormatException">The file is not a saved network. The message says what is wrong, and where.</exception>
    /// <exception cref="ArgumentException">
    /// One of <paramref name="activations"/> is null, or their number does not match the layers.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public static MLP LoadSafetensors(Stream stream, params ReadOnlySpan<Activation> activations)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return MlpSafetensors.Read(stream, activations);
    }

    /// <summary>Writes the parameters as JSON, in the format of <see cref="Save(string)"/>, or as safetensors in F64.</summary>
    /// <param name="path">The file. It is replaced once everything is written. If writing fails, it is unchanged.</param>
    /// <param name="format">The format. Null means safetensors if the path ends in <c>.safetensors</c>, and JSON otherwise.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="format"/> is not defined.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or contains a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A custom activation has the name of a built-in one.</exception>
    /// <exception cref="IOException">
    /// The file cannot be written, for example because its folder does not exist or the disk is full.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is not writable, or the path is a folder.</exception>
    public void SaveParameters(string path, ModelFormat? format = null) =>
        AtomicFile.Write(path, stream => SaveParameters(stream, format ?? ParameterFile.FormatOf(path)));

    /// <summary>Writes the parameters.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="format">The format.</param>
    /// <remarks>See <see cref="SaveParameters(string, ModelFormat?)"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="format"/> is not defined.</exception>
    /// <exception cref="InvalidOperationException">A custom activation has the name of a built-in one.</exception>
    public void SaveParameters(Stream stream, ModelFormat format = ModelFormat.Json)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ParameterFile.Write(stream, this, format);
    }

    internal override void WriteSafetensors(Stream stream, SafetensorsType type) => MlpSafetensors.Write(stream, this, type);

    internal override void ReadParameters(byte[] file) => ParameterFile.ReadInto(this, file);
}
