using MicrogradSharp;
using MicrogradSharp.Nn;
using MicrogradSharp.Onnx;

// This program must survive trimming and ahead-of-time compilation: a network and a recorded function are saved, and the network is loaded.
string folder = Directory.CreateTempSubdirectory().FullName;
string file = Path.Combine(folder, "model.onnx");
var network = new MLP(2, [4, 1], new Random(1337), Activation.GELU);
foreach (var precision in Enum.GetValues<OnnxPrecision>())
{
    OnnxModel.Save(network, file, new OnnxOptions { Precision = precision });
    double difference = OnnxModel.Load(file).Predict([0.5, -1])[0] - network.Predict([0.5, -1])[0];
    Console.WriteLine($"{precision} {Math.Abs(difference) < (precision == OnnxPrecision.F64 ? 1e-15 : 1e-6)}");
}

var tape = Tape.Record(columns: 3, row => Node.From(new Softsign(), Loss.CrossEntropy(network.Forward(row[..2]), 0) + row[2].LogGamma()));
OnnxModel.Save(tape, file, new OnnxOptions { Inputs = [new OnnxColumns("point", 2), new OnnxColumns("size", 1)], Module = network });
Console.WriteLine(new FileInfo(file).Length > 1000);
try
{
    OnnxModel.Load(file);
}
catch (FormatException fault)
{
    Console.WriteLine(fault.Message[(file.Length + 2)..]);
}
Directory.Delete(folder, recursive: true);

sealed class Softsign : UnaryExpr, IOnnxOperator
{
    public override string Symbol => "softsign";

    public OnnxTensor ToOnnx(OnnxGraph graph, IReadOnlyList<OnnxTensor> inputs) => inputs[0] / (1 + graph.Apply("Abs", inputs[0]));

    protected override double Evaluate(double x) => x / (1 + Math.Abs(x));

    protected override double Slope(double x, double y) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)));
}
