#:project ../src/MicrogradSharp/MicrogradSharp.csproj

// Exclusive or, which no single neuron can learn: a hidden layer of four does. Run it with: dotnet run samples/xor.cs
using MicrogradSharp;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

(double A, double B, double Target)[] table = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)];
var model = new MLP(2, [4, 1], activation: Activation.Tanh, random: new Random(1));
var optimizer = new Adam(model.Parameters, learningRate: 0.05);

for (int step = 0; step <= 300; step++)
{
    // the output is a logit: its sigmoid is the probability of "true"
    var loss = Node.Mean([.. table.Select(row => Loss.BinaryCrossEntropyWithLogits(model.Forward(row.A, row.B)[0], row.Target))]);
    optimizer.ZeroGrad();
    loss.Backward();
    optimizer.Step();
    if (step % 50 == 0) Console.WriteLine($"step {step,3}  loss {loss.Data:F4}");
}

foreach (var (a, b, target) in table)
{
    double probability = model.Forward(a, b)[0].Sigmoid().Data;
    Console.WriteLine($"{a} xor {b} = {target}    predicted {probability:F3}");
}
