namespace MicrogradSharp.Tests.Tapes;

/// <summary>The largest difference between two evaluations of a graph that both round every operation.</summary>
/// <remarks>
/// The standard model of rounding: an addition has an error relative to its own result, and a product relative to the product. Only a Sum
/// or a Dot has an error relative to the sizes of all its terms. Errors of the inputs are carried along.
/// </remarks>
internal static class RoundingBound
{
    private const double Unit = 1.0 / (1L << 52);       // twice the unit of rounding: both evaluations round

    public static double Of(Node output)
    {
        var bounds = new Dictionary<Value, double>();
        foreach (var value in new Graph(output).Values) bounds[value] = Bound(value, bounds);
        return bounds[output.Value];
    }

    private static double Bound(Value value, Dictionary<Value, double> bounds)
    {
        if (value.IsLeaf) return 0;
        var inputs = value.Inputs;
        switch (value.Rule)
        {
            case Negate:
                return bounds[inputs[0]];
            case Add or Sub:
                return bounds[inputs[0]] + bounds[inputs[1]] + Unit * Math.Abs(value.Data);
            case Mul:
                return Product(inputs[0], inputs[1]);
            case Sum:
                double sum = 0;
                foreach (var input in inputs) sum += bounds[input] + inputs.Length * Unit * Math.Abs(input.Data);
                return sum;
            case Dot:
                double dot = 0;
                int half = inputs.Length / 2;
                for (int i = 0; i < half; i++)
                {
                    dot += Product(inputs[i], inputs[half + i]) + half * Unit * Math.Abs(inputs[i].Data * inputs[half + i].Data);
                }
                return dot;
            default:
                throw new NotSupportedException(value.Rule!.Symbol);
        }

        double Product(Value a, Value b)
        {
            double product = Math.Abs(a.Data * b.Data);
            // otherwise an error may change the sign of 0
            bool isExact = (a.Data == 0 || b.Data == 0) && bounds[a] == 0 && bounds[b] == 0;
            double rounding = isExact ? 0 : Unit * product + double.Epsilon;
            return Math.Abs(a.Data) * bounds[b] + Math.Abs(b.Data) * bounds[a] + bounds[a] * bounds[b] + rounding;
        }
    }
}
