using Google.Protobuf;
using MicrogradSharp.Onnx.Schema;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MicrogradSharp.Onnx.Tests;

/// <summary>A saved model, which ONNX Runtime runs.</summary>
internal sealed class Model
{
    private readonly byte[] _bytes;

    public Model(Action<Stream> save)
    {
        using var stream = new MemoryStream();
        save(stream);
        _bytes = stream.ToArray();
        Proto = ModelProto.Parser.ParseFrom(_bytes);
    }

    public ModelProto Proto { get; }

    public IEnumerable<string> Operators => Proto.Graph.Node.Select(node => node.OpType);

    public static Model Of(Tape tape, OnnxOptions? options = null) => new(stream => OnnxModel.Save(tape, stream, options));

    public static Model Of(Nn.MLP network, OnnxOptions? options = null) => new(stream => OnnxModel.Save(network, stream, options));

    /// <summary>The first output for rows of the only input.</summary>
    public double[] Run(ReadOnlySpan<double> rows)
    {
        int columns = (int)Proto.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue;
        using var session = Session(_bytes);
        return Run(session, (Proto.Graph.Input[0].Name, rows.ToArray(), columns))[Proto.Graph.Output[0].Name].Numbers;
    }

    /// <summary>All outputs for rows of all inputs.</summary>
    public Dictionary<string, (double[] Numbers, int[] Shape)> Run(params (string Name, double[] Rows, int Columns)[] inputs)
    {
        using var session = Session(_bytes);
        return Run(session, inputs);
    }

    /// <summary>The shapes of all values in a run over some rows, as the runtime computes them.</summary>
    public Dictionary<string, int[]> Shapes(double[] rows)
    {
        var proto = Proto.Clone();
        proto.Graph.Output.AddRange(proto.Graph.ValueInfo);
        using var session = Session(proto.ToByteArray());
        var input = Proto.Graph.Input[0];
        int columns = (int)input.Type.TensorType.Shape.Dim[1].DimValue;
        return Run(session, (input.Name, rows, columns)).ToDictionary(output => output.Key, output => output.Value.Shape);
    }

    private static InferenceSession Session(byte[] bytes)
    {
        using var options = new SessionOptions
        {
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            IntraOpNumThreads = 1,
        };
        return new InferenceSession(bytes, options);
    }

    private static Dictionary<string, (double[] Numbers, int[] Shape)> Run(
        InferenceSession session, params (string Name, double[] Rows, int Columns)[] inputs)
    {
        var feeds = inputs.Select(input => Feed(session, input.Name, input.Rows, input.Columns)).ToArray();
        using var results = session.Run(feeds);
        return results.ToDictionary(result => result.Name, Read);
    }

    private static NamedOnnxValue Feed(InferenceSession session, string name, double[] rows, int columns)
    {
        int[] shape = [rows.Length / columns, columns];
        return session.InputMetadata[name].ElementType == typeof(double)
            ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<double>(rows, shape))
            : NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(Array.ConvertAll(rows, number => (float)number), shape));
    }

    private static (double[] Numbers, int[] Shape) Read(DisposableNamedOnnxValue result) => result.Value switch
    {
        Tensor<double> numbers => ([.. numbers], numbers.Dimensions.ToArray()),
        Tensor<float> numbers => ([.. numbers.Select(number => (double)number)], numbers.Dimensions.ToArray()),
        Tensor<long> numbers => ([.. numbers.Select(number => (double)number)], numbers.Dimensions.ToArray()),
        Tensor<bool> flags => ([.. flags.Select(flag => flag ? 1.0 : 0)], flags.Dimensions.ToArray()),
        var other => throw new InvalidOperationException($"{result.Name} is {other?.GetType()}."),
    };
}
