#:project ../src/MicrogradSharp/MicrogradSharp.csproj

// Tells three kinds of iris apart by four lengths of their flowers (Fisher, 1936). Run it with: dotnet run samples/classifier.cs
using MicrogradSharp;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

const int Classes = 3;
string[] species = ["setosa", "versicolor", "virginica"];
string folder = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? ".";     // where this program lies
string[] measures = ["sepal_length", "sepal_width", "petal_length", "petal_width"];

// the model sees 120 flowers; what it has learnt shows on the 30 others
var (train, test) = Dataset.ReadCsv(Path.Combine(folder, "iris.csv")).Split(0.8, new Random(1));
var standardizer = Standardizer.Fit(train, measures);
(train, test) = (standardizer.Apply(train), standardizer.Apply(test));

var model = new MLP(4, [8, Classes], activation: Activation.Tanh, random: new Random(1));
var loss = Tape.Record(train.ColumnCount, row => Loss.CrossEntropy(model.Forward(row[..4]), target: row[4]));
var result = Trainer.Train(loss, train, new Adam(model.Parameters, learningRate: 0.01), new TrainingOptions
{
    Epochs = 100,
    BatchSize = 16,
    ShuffleSeed = 1,
    Validation = test,
});
Console.WriteLine($"{result.StopReason} after {result.Epochs} epochs: loss {result.Loss:F3}, on unseen flowers {result.ValidationLoss:F3}");

int right = Enumerable.Range(0, test.RowCount).Count(i => Kind(model.Predict(test.Row(i)[..4])) == (int)test[i, 4]);
Console.WriteLine($"accuracy on unseen flowers {right} of {test.RowCount} = {(double)right / test.RowCount:F3}");

string file = Path.Combine(Path.GetTempPath(), "iris-model.json");
model.Save(file);
var loaded = MLP.Load(file);
double[] logits = loaded.Predict(standardizer.Apply([6.1, 2.8, 4.7, 1.2]));
double sum = logits.Sum(Math.Exp);
for (int k = 0; k < Classes; k++) Console.WriteLine($"{species[k],-10} {Math.Exp(logits[k]) / sum:F3}");

static int Kind(double[] logits) => Array.IndexOf(logits, logits.Max());
