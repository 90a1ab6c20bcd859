using MicrogradSharp;
using MicrogradSharp.Datasets;
using MicrogradSharp.Diagnostics;
using MicrogradSharp.Forward;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

// This program must survive trimming and ahead-of-time compilation: eager, retained and recorded graphs, a custom operator, a network,
// files, training with a checkpoint, derivatives, checks and drawings.
Node x = new(0.5, "x"), w = -1.5;
var y = Node.Sum((w * x).Tanh(), Node.From(new Softsign(), x), Node.LogSumExp(x, w, 2));
y.Backward();
Console.WriteLine($"{y.Data:F12} {x.Grad:F12} {w.Grad:F12}");

var graph = new Graph(y);
x.Data = 1;
graph.ZeroGrad();
Console.WriteLine($"{graph.Forward():F12}");
graph.Backward();
Console.WriteLine(x.Label + $" {x.Grad:F12}");
Console.WriteLine(string.Join(" ", graph.CountBySymbol().Select(pair => $"{pair.Key}:{pair.Value}")));

var model = new MLP(2, [4, 1], activation: Activation.FromName("gelu"), random: new Random(1337), initializer: Initializer.HeNormal);
model.Forward(0.5, -1.0)[0].Backward();
Console.WriteLine($"{model} {model.ParameterCount} {model.Parameters.Sum(parameter => parameter.Grad):F12}");

var tape = Tape.Record(columns: 3, row => (model.Forward(row[..2])[0] - row[2]).Pow(2) + Node.From(new Softsign(), row[0]));
double[] rows = [0.5, -1, 1, 0.25, 2, -1, 0, 0, 0.5];
model.ZeroGrad();
Console.WriteLine($"{tape.Backward(rows):F9} {model.Parameters.Sum(parameter => parameter.Grad):F9} {tape.Parameters.Count}");
Console.Write(tape);

using var file = new MemoryStream();
model.Save(file);
file.Position = 0;
var fromJson = MLP.Load(file);
file.SetLength(0);
fromJson.SaveSafetensors(file);
file.Position = 0;
Console.WriteLine($"{MLP.LoadSafetensors(file).Predict([0.5, -1])[0]:F12} {model.Predict([0.5, -1])[0]:F12}");

var dataset = new Dataset(["x0", "x1", "label"], rows);
string checkpointPath = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
var options = new TrainingOptions { Epochs = 3, BatchSize = 2, ShuffleSeed = 7, Patience = 3, CheckpointPath = checkpointPath };
var trained = Trainer.Train(tape, dataset, new Adam(model.Parameters), options);
var checkpoint = Checkpoint.Load(options.CheckpointPath);
File.Delete(options.CheckpointPath);
var resumed = Trainer.Train(tape, dataset, new Adam(model.Parameters), options with { CheckpointPath = null, ResumeFrom = checkpoint });
Console.Write($"{checkpoint.Epochs} epochs, {checkpoint.Optimizer.Buffers.Count} buffers, {trained.Loss:F9}, ");
Console.WriteLine($"the same when resumed: {resumed == trained}");

using var csv = new StringWriter();
dataset.WriteCsv(csv);
Console.WriteLine($"{Dataset.ReadCsv(new StringReader(csv.ToString())).Rows.SequenceEqual(rows)} {csv.ToString().Split('\n')[1]}");

double[,] hessian = Differentiate.Hessian(v => (v[0] * v[1]).Tanh() + Node.LogSumExp(v), [0.5, -1.0]);
Console.WriteLine($"{hessian[0, 0]:F12} {hessian[0, 1]:F12} {hessian[1, 1]:F12}");

var second = Dual<Dual<double>>.Exp(Dual<Dual<double>>.Variable(Dual<double>.Variable(0.5)) * Dual<double>.Constant(2));
double[] valley = ForwardMode.Gradient(new Valley(), [-1.2, 1.0]);
Console.WriteLine($"{second.Tangent.Tangent:F12} {valley[0]:F9} {valley[1]:F9}");

Console.WriteLine($"{GradientCheck.Run(v => Node.From(new Softsign(), v[0]) * v[1], [0.5, 2]).Passed}");
using (NodeOrigin.Remember())
{
    Node a = new(0.0, "a"), b = new(-1.0, "b");
    var fault = new Graph((b.Log() * a).Tanh() + 1).FindNonFinite()!;
    Console.WriteLine($"{fault.Symbol} {fault.ReachesOutput} {fault.Origin is not null}");
}
string[] drawings = [graph.ToDot(), graph.ToMermaid(), graph.ToSvg(), graph.ToHtml(), graph.ToJson(), graph.Explain()];
Console.WriteLine(string.Join(" ", drawings.Select(drawing => drawing.Contains("softsign", StringComparison.Ordinal))));

readonly struct Valley : IScalarFunction
{
    T IScalarFunction.Evaluate<T>(ReadOnlySpan<T> x)
    {
        T slope = T.One - x[0], height = x[1] - x[0] * x[0];
        return slope * slope + T.CreateChecked(100) * height * height;
    }
}

sealed class Softsign : UnaryExpr
{
    public override string Symbol => "softsign";

    protected override double Evaluate(double x) => x / (1 + Math.Abs(x));

    protected override double Slope(double x, double y) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)));
}
