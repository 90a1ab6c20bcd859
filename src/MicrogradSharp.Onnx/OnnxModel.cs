using Google.Protobuf;
using MicrogradSharp.Nn;
using MicrogradSharp.Onnx.Schema;

namespace MicrogradSharp.Onnx;

/// <summary>Saves recorded functions and networks as ONNX models, and loads networks from ONNX models.</summary>
/// <remarks>
/// <para>A model computes the function's outputs for any number of rows. Its operators are those of opset 20 (ONNX 1.15), IR version 9.
/// It computes values, not gradients.</para>
/// <para>A model that is saved in <see cref="OnnxPrecision.F64"/> uses only operators that ONNX Runtime has in 64 bits. An operator that
/// ONNX or the runtime lacks is written as a formula of others.</para>
/// </remarks>
/// <example><code>
/// var model = new MLP(2, [16, 16, 1], new Random(1));
/// OnnxModel.Save(model, "model.onnx", new OnnxOptions { Precision = OnnxPrecision.F32 });
/// MLP same = OnnxModel.Load("model.onnx");
/// </code></example>
public static class OnnxModel
{
    /// <summary>Saves a recorded function. Its parameters are stored with their current data.</summary>
    /// <param name="tape">The function.</param>
    /// <param name="path">The file. It is replaced once everything is written. If saving fails, it is unchanged.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <remarks>
    /// Layers are matrix products, and equal operations are one node. An index, as <see cref="Node.Gather"/> and embeddings take it, is a
    /// column of the input; the runtime fails if it is too large.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is empty, or the precision, names or sizes of <paramref name="options"/> are wrong.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="tape"/> or <paramref name="path"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model has more than 2 GB, an <see cref="IOnnxOperator"/> returns a wrong tensor, or the names of the module's parameters fill no
    /// tensor, or one is null.
    /// </exception>
    /// <exception cref="NotSupportedException">An operator does not say how ONNX computes it: see <see cref="IOnnxOperator"/>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is not writable, or the path is a folder.</exception>
    public static void Save(Tape tape, string path, OnnxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentException.ThrowIfNullOrEmpty(path);
        WriteFile(ModelWriter.Write(tape, options ?? new OnnxOptions()), path);
    }

    /// <summary>Saves a recorded function.</summary>
    /// <param name="tape">The function.</param>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <remarks>See <see cref="Save(Tape, string, OnnxOptions?)"/>.</remarks>
    /// <exception cref="ArgumentException">The precision, names or sizes of <paramref name="options"/> are wrong.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="tape"/> or <paramref name="stream"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model has more than 2 GB, an <see cref="IOnnxOperator"/> returns a wrong tensor, or the names of the module's parameters fill no
    /// tensor, or one is null.
    /// </exception>
    /// <exception cref="NotSupportedException">An operator does not say how ONNX computes it: see <see cref="IOnnxOperator"/>.</exception>
    public static void Save(Tape tape, Stream stream, OnnxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(stream);
        Bytes(ModelWriter.Write(tape, options ?? new OnnxOptions())).WriteTo(stream);
    }

    /// <summary>Saves a network as PyTorch's export of the same network: for each layer a <c>Gemm</c>, then its activation.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file. It is replaced once everything is written. If saving fails, it is unchanged.</param>
    /// <param name="options">Options; null for the defaults. <see cref="OnnxOptions.Module"/> is not used.</param>
    /// <remarks>
    /// Weights and biases have the names of PyTorch's <c>nn.Sequential</c>: <c>0.weight</c>, <c>0.bias</c>, <c>2.weight</c>, ….
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is empty, or the precision, names or sizes of <paramref name="options"/> are wrong.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> or <paramref name="path"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model has more than 2 GB, an <see cref="IOnnxOperator"/> of an activation returns a wrong tensor, or the thread is recording a
    /// tape.
    /// </exception>
    /// <exception cref="NotSupportedException">An activation has an operator that does not say how ONNX computes it.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is not writable, or the path is a folder.</exception>
    public static void Save(MLP network, string path, OnnxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        WriteFile(ModelWriter.Write(network, options ?? new OnnxOptions()), path);
    }

    /// <summary>Saves a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <remarks>See <see cref="Save(MLP, string, OnnxOptions?)"/>.</remarks>
    /// <exception cref="ArgumentException">The precision, names or sizes of <paramref name="options"/> are wrong.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> or <paramref name="stream"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model has more than 2 GB, an <see cref="IOnnxOperator"/> of an activation returns a wrong tensor, or the thread is recording a
    /// tape.
    /// </exception>
    /// <exception cref="NotSupportedException">An activation has an operator that does not say how ONNX computes it.</exception>
    public static void Save(MLP network, Stream stream, OnnxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        Bytes(ModelWriter.Write(network, options ?? new OnnxOptions())).WriteTo(stream);
    }

    /// <summary>Loads a network from a model that is a chain of layers, such as one that PyTorch exported.</summary>
    /// <param name="path">The file, of at most 2 GB. It need not be trusted: memory use stays in proportion to its size.</param>
    /// <param name="activations">Activations of your own that the model may contain.</param>
    /// <returns>The network. A layer without biases gets biases of 0.</returns>
    /// <remarks>
    /// A layer is a <c>Gemm</c>, or a <c>MatMul</c> and an <c>Add</c>, with stored weights, which a <c>Transpose</c> may turn; after it
    /// comes an activation of <see cref="Activation.All"/>, of <paramref name="activations"/>, or none. An activation is known by its
    /// nodes, in the forms in which this class and PyTorch save it. <c>Identity</c>, <c>Dropout</c> without a training mode, and
    /// <c>Flatten</c> of axis 1 are passed over.
    /// </remarks>
    /// <exception cref="FormatException">The file is not such a model. The message says what is wrong, and where.</exception>
    /// <exception cref="InvalidOperationException">
    /// An <see cref="IOnnxOperator"/> of one of <paramref name="activations"/> returns a wrong tensor, or the thread is recording a tape.
    /// </exception>
    /// <exception cref="NotSupportedException">One of <paramref name="activations"/> has an operator that has no form in ONNX.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is empty, one of <paramref name="activations"/> is null, or the model has two activations of one name.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading the file is not permitted, or the path is a folder.</exception>
    public static MLP Load(string path, params ReadOnlySpan<Activation> activations)
    {
        var own = Checked(activations);
        return WholeFile.Open(path, stream => NetworkReader.Read(stream, own));
    }

    /// <summary>Loads a network from a model that is a chain of layers.</summary>
    /// <param name="stream">The stream, which is read to its end and stays open.</param>
    /// <param name="activations">See <see cref="Load(string, ReadOnlySpan{Activation})"/>.</param>
    /// <remarks>See <see cref="Load(string, ReadOnlySpan{Activation})"/>.</remarks>
    /// <exception cref="FormatException">The stream does not hold such a model. The message says what is wrong, and where.</exception>
    /// <exception cref="InvalidOperationException">
    /// An <see cref="IOnnxOperator"/> of one of <paramref name="activations"/> returns a wrong tensor, or the thread is recording a tape.
    /// </exception>
    /// <exception cref="NotSupportedException">One of <paramref name="activations"/> has an operator that has no form in ONNX.</exception>
    /// <exception cref="ArgumentException">
    /// One of <paramref name="activations"/> is null, or the model has two activations of one name.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public static MLP Load(Stream stream, params ReadOnlySpan<Activation> activations)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return NetworkReader.Read(stream, Checked(activations));
    }

    private static Activation[] Checked(ReadOnlySpan<Activation> activations)
    {
        foreach (var activation in activations)
        {
            if (activation is null) throw new ArgumentException("activations must not contain null, but one is null.", nameof(activations));
        }
        return activations.ToArray();
    }

    private static void WriteFile(ModelProto model, string path)
    {
        var bytes = Bytes(model);
        AtomicFile.Write(path, bytes.WriteTo);
    }

    /// <summary>Everything is made before a byte is written.</summary>
    private static ByteString Bytes(ModelProto model)
    {
        long numbers = model.Graph.Initializer.Sum(tensor => (long)tensor.RawData.Length);
        const long Limit = int.MaxValue - (1 << 24);        // the rest is for the nodes
        if (numbers <= Limit) return model.ToByteString();
        throw new InvalidOperationException($"The numbers of an ONNX model must have at most {Limit} bytes, but have {numbers}.");
    }
}
