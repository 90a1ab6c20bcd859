namespace MicrogradSharp.Nn;

/// <content>Saving parameters as safetensors and loading them again.</content>
public abstract partial class Module
{
    /// <summary>
    /// Writes the parameters as a safetensors file, with the names and shapes that PyTorch uses for modules of the same kind.
    /// </summary>
    /// <param name="path">The file. It is replaced once everything is written. If writing fails, it is unchanged.</param>
    /// <param name="type">How the numbers are stored.</param>
    /// <remarks>
    /// <para>Numbers at the end of a parameter's name are its place in a tensor: <c>1.weight.0.2</c> is row 0, column 2 of the matrix
    /// <c>1.weight</c>. A parameter without them is a tensor of shape [].</para>
    /// <para>An <see cref="MLP"/> is written as <c>nn.Sequential</c>: layer i is <c>2i.weight</c> (outputs × inputs) and <c>2i.bias</c>,
    /// because each layer is followed by a module for its activation. For a linear activation, this is <c>nn.Identity()</c>; the last one
    /// may be left out. The file's metadata, which PyTorch does not read, names the activations.</para>
    /// <para>A symbolic link remains a link, and its target is replaced. An existing file keeps its permissions, but not its owner or its
    /// hard links. A pipe or a device receives the bytes.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is not defined.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or contains a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The numbers in the names do not fill a tensor, a name is null or <c>__metadata__</c>, a parameter is <c>default(Node)</c>, or a
    /// custom activation of an <see cref="MLP"/> has the name of a built-in one.
    /// </exception>
    /// <exception cref="IOException">
    /// The file cannot be written, for example because its folder does not exist or the disk is full.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is not writable, or the path is a folder.</exception>
    /// <example><code>
    /// model.SaveSafetensors("model.safetensors");
    /// model.LoadParameters("model.safetensors");
    /// </code></example>
    public void SaveSafetensors(string path, SafetensorsType type = SafetensorsType.F64) =>
        AtomicFile.Write(path, stream => SaveSafetensors(stream, type));

    /// <summary>Writes the parameters as a safetensors file.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="type">How the numbers are stored.</param>
    /// <remarks>See <see cref="SaveSafetensors(string, SafetensorsType)"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is not defined.</exception>
    /// <exception cref="InvalidOperationException">
    /// The numbers in the names do not fill a tensor, a name is null or <c>__metadata__</c>, a parameter is <c>default(Node)</c>, or a
    /// custom activation of an <see cref="MLP"/> has the name of a built-in one.
    /// </exception>
    public void SaveSafetensors(Stream stream, SafetensorsType type = SafetensorsType.F64)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!Enum.IsDefined(type)) throw new ArgumentOutOfRangeException(nameof(type), $"type must be F64 or F32, but was {(int)type}.");
        WriteSafetensors(stream, type);
    }

    /// <summary>Loads the parameters of a file into this module. Its tapes and optimisers continue with them.</summary>
    /// <param name="path">
    /// A safetensors file of at most 2 GB with the tensors of this module, in F64 or F32, for example a <c>state_dict</c> from PyTorch. For
    /// an <see cref="MLP"/>, also a JSON file. The activations in a file are ignored. It need not be trusted: memory use stays in
    /// proportion to its size.
    /// </param>
    /// <exception cref="FormatException">
    /// The file does not hold the tensors of this module. The message says what is wrong. The parameters are unchanged.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or contains a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The numbers in the names of the parameters do not fill a tensor, a name is null or <c>__metadata__</c>, or a parameter is
    /// <c>default(Node)</c>. The parameters are unchanged.
    /// </exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading the file is not permitted, or the path is a folder.</exception>
    public void LoadParameters(string path) => WholeFile.Open(path, stream =>
    {
        LoadParameters(stream);
        return this;
    });

    /// <summary>Loads the parameters of a file into this module.</summary>
    /// <param name="stream">The stream, which is read to its end and stays open. See <see cref="LoadParameters(string)"/>.</param>
    /// <exception cref="FormatException">
    /// The file does not hold the tensors of this module. The message says what is wrong. The parameters are unchanged.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The numbers in the names of the parameters do not fill a tensor, a name is null or <c>__metadata__</c>, or a parameter is
    /// <c>default(Node)</c>. The parameters are unchanged.
    /// </exception>
    public void LoadParameters(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ReadParameters(WholeFile.Read(stream));
    }

    internal virtual void WriteSafetensors(Stream stream, SafetensorsType type) => ModuleSafetensors.Write(stream, this, type);

    /// <exception cref="FormatException">The file does not hold the tensors of this module. The parameters are unchanged.</exception>
    internal virtual void ReadParameters(byte[] file) => ModuleSafetensors.ReadInto(this, file);
}
