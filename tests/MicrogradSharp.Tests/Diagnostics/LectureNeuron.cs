namespace MicrogradSharp.Tests.Diagnostics;

/// <summary>The neuron of micrograd's lecture: o = tanh(x1 w1 + x2 w2 + b).</summary>
internal static class LectureNeuron
{
    public static Graph Graph()
    {
        Node x1 = new(2.0, "x1"), x2 = new(0.0, "x2"), w1 = new(-3.0, "w1"), w2 = new(1.0, "w2"), b = new(6.8813735870195432, "b");
        var o = (x1 * w1 + x2 * w2 + b).Tanh();
        o.Label = "o";
        return new Graph(o);
    }
}
