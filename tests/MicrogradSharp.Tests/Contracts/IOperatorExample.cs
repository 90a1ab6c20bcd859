namespace MicrogradSharp.Tests.Contracts;

/// <summary>What a contract knows of its operator.</summary>
internal interface IOperatorExample
{
    /// <summary>The numbers of inputs to try.</summary>
    IReadOnlyList<int> Counts { get; }

    /// <summary>Creates a node with the operator of a contract.</summary>
    Node Example();

    /// <summary>The operator on leaves.</summary>
    Node Of(Node[] leaves);

    /// <summary>Points of a number of inputs: awkward ones, random ones, and those of the reference values.</summary>
    IEnumerable<double[]> Points(int inputs);

    /// <summary>How far apart two correct values and two correct slopes may be.</summary>
    (double Value, double Slope) Rounding(double[] point);
}
