#:project ../src/MicrogradSharp/MicrogradSharp.csproj

// The neuron of Karpathy's lecture: two inputs, two weights, a bias, tanh. Run it with: dotnet run samples/neuron.cs
using MicrogradSharp;

Node x1 = new(2.0, "x1"), x2 = new(0.0, "x2");
Node w1 = new(-3.0, "w1"), w2 = new(1.0, "w2");
Node b = new(6.8813735870195432, "b");      // makes the slope of the tanh exactly ½

var n = x1 * w1 + x2 * w2 + b;
var o = n.Tanh();
o.Backward();

Console.WriteLine($"o = tanh({n.Data:F4}) = {o.Data:F4}");
foreach (var node in new[] { x1, w1, x2, w2, b })
{
    Console.WriteLine($"{node.Label,2} = {node.Data,7:F4}    do/d{node.Label} = {node.Grad,7:F4}");
}

// a gradient says which way is up: a small step along it raises o
foreach (var node in new[] { w1, w2, b }) node.Data += 0.01 * node.Grad;
var higher = (x1 * w1 + x2 * w2 + b).Tanh();
Console.WriteLine($"after a step of 0.01 uphill, o = {higher.Data:F4}");
