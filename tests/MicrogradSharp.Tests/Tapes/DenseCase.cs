using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>A dense layer of random numbers, and the results of its passes computed by three nested loops.</summary>
internal sealed class DenseCase
{
    private const int Margin = 8;

    private readonly Random _random;
    private readonly Func<Random, double> _number;

    public DenseCase(int inputs, int outputs, int lanes)
        : this(inputs, outputs, lanes, static random => 2 * random.NextDouble() - 1)
    {
    }

    private DenseCase(int inputs, int outputs, int lanes, Func<Random, double> number)
    {
        _number = number;
        (Inputs, Outputs, Lanes) = (inputs, outputs, lanes);
        _random = new Random(inputs * 1_000_000 + outputs * 1_000 + lanes);
        Weights = Numbers(outputs * inputs);
        Biases = Numbers(outputs);
        X = Numbers(inputs * lanes);
        DY = Numbers(outputs * lanes);
    }

    /// <summary>A pass, which reads from the case and writes to its arguments.</summary>
    public delegate void Pass(DenseCase layer, Span<double> result);

    /// <summary>A layer of numbers from the whole range of doubles.</summary>
    public static DenseCase OfWholeRange(int inputs, int outputs, int lanes) => new(inputs, outputs, lanes, static random =>
    {
        double[] numbers = random.Next(8) == 0 ? RowsContract.AwkwardNumbers : WholeRange.Numbers;
        return numbers[random.Next(numbers.Length)];
    });

    public int Inputs { get; }

    public int Outputs { get; }

    public int Lanes { get; }

    public double[] Weights { get; }

    public double[] Biases { get; }

    public double[] X { get; }

    public double[] DY { get; }

    public override string ToString() => $"{Inputs} inputs, {Outputs} outputs, {Lanes} lanes";

    /// <summary>Checks y[j, r] = b[j] + Σᵢ w[j, i] · x[i, r].</summary>
    public void CheckForward(params ReadOnlySpan<Pass> passes) =>
        Check(
            Outputs, Lanes, Inputs, startCounts: false,
            (j, r) => Biases[j], (j, r, i) => (Weights[j * Inputs + i], X[i * Lanes + r]), passes);

    /// <summary>Checks y[j, r] = Σᵢ w[j, i] · x[i, r].</summary>
    public void CheckProduct(params ReadOnlySpan<Pass> passes) =>
        Check(Outputs, Lanes, Inputs, startCounts: false, (j, r) => 0, (j, r, i) => (Weights[j * Inputs + i], X[i * Lanes + r]), passes);

    /// <summary>Checks dx[i, r] = Σⱼ w[j, i] · dy[j, r], or += if the initial numbers count.</summary>
    public void CheckInputs(bool startCounts, params ReadOnlySpan<Pass> passes) =>
        Check(Inputs, Lanes, Outputs, startCounts, (i, r) => 0, (i, r, j) => (Weights[j * Inputs + i], DY[j * Lanes + r]), passes);

    /// <summary>Checks dw[j, i] += Σᵣ dy[j, r] · x[i, r].</summary>
    public void CheckWeights(params ReadOnlySpan<Pass> passes) =>
        Check(Outputs, Inputs, Lanes, startCounts: true, (j, i) => 0, (j, i, r) => (DY[j * Lanes + r], X[i * Lanes + r]), passes);

    /// <summary>Checks db[j] += Σᵣ dy[j, r].</summary>
    public void CheckBiases(params ReadOnlySpan<Pass> passes) =>
        Check(Outputs, 1, Lanes, startCounts: true, (j, _) => 0, (j, _, r) => (DY[j * Lanes + r], 1), passes);

    private void Check(
        int rows, int columns, int terms, bool startCounts,
        Func<int, int, double> constant, Func<int, int, int, (double Left, double Right)> factors, ReadOnlySpan<Pass> passes)
    {
        double[] start = Numbers(rows * columns), sums = new double[start.Length], magnitudes = new double[start.Length];
        for (int at = 0; at < start.Length; at++)
        {
            (int row, int column) = Math.DivRem(at, columns);
            sums[at] = constant(row, column) + (startCounts ? start[at] : 0);
            magnitudes[at] = double.IsFinite(sums[at]) ? Math.Abs(sums[at]) : 0;
            for (int k = 0; k < terms; k++)
            {
                var (left, right) = factors(row, column, k);
                double product = left * right;
                sums[at] += product;
                if (double.IsFinite(left) && double.IsFinite(right)) magnitudes[at] += Math.Abs(product);
            }
        }
        foreach (var pass in passes) Check(pass, start, terms, sums, magnitudes);
    }

    private void Check(Pass pass, double[] start, int terms, double[] sums, double[] magnitudes)
    {
        double[] padded = new double[start.Length + 2 * Margin];
        Array.Fill(padded, double.NaN);
        start.CopyTo(padded, Margin);
        pass(this, padded.AsSpan(Margin, start.Length));
        for (int at = 0; at < padded.Length; at++)
        {
            int place = at - Margin;
            bool isResult = place >= 0 && place < sums.Length;
            bool isRight = isResult ? Agree(padded[at], sums[place], magnitudes[place], terms) : double.IsNaN(padded[at]);
            if (isRight) continue;
            isRight.Should().BeTrue(
                $"{pass.Method.Name}, {this}: number {place} of {sums.Length} must be right, and nothing around them written");
        }
    }

    private static bool Agree(double actual, double sum, double magnitude, int terms)
    {
        if (double.IsInfinity(magnitude)) return true;      // in which order finite terms overflow is open
        return double.IsFinite(sum) ? Math.Abs(actual - sum) <= 1e-13 * magnitude + terms * double.Epsilon : actual.Equals(sum);
    }

    private double[] Numbers(int count)
    {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) numbers[i] = _number(_random);
        return numbers;
    }
}
