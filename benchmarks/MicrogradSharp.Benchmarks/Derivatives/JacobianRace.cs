using System.Globalization;
using MicrogradSharp.Benchmarks.Timing;

namespace MicrogradSharp.Benchmarks.Derivatives;

/// <summary>Measures the Jacobian of a model over rows on a tape, against a loop over the rows written by hand.</summary>
/// <param name="name">What is measured.</param>
/// <param name="parameters">The parameters of the model.</param>
/// <param name="model">The model: a function of a row's one number.</param>
/// <param name="byHand">Writes the derivatives of one row, by hand.</param>
internal sealed class JacobianRace(string name, Node[] parameters, Func<Node, Node> model, JacobianRace.Row byHand)
{
    /// <summary>Writes the derivatives of the model at x.</summary>
    public delegate void Row(double x, ReadOnlySpan<double> parameters, Span<double> derivatives);

    /// <summary>Measures and prints.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="target">The largest ratio to the loop by hand that is good enough.</param>
    public void Run(int rows, double target)
    {
        double[] x = [.. Enumerable.Range(0, rows).Select(i => 10 + 5 * Math.Sin(i))];
        double[] jacobian = new double[rows * parameters.Length], expected = new double[jacobian.Length];
        var tape = Record(threads: 1);
        int[] places = [.. tape.Parameters.Select(parameter => Array.IndexOf(parameters, parameter))];
        var hand = Contender.Of("by hand", () => ByHand(x, expected));
        var one = Contender.Of("one thread", () => tape.Jacobian(x, jacobian));
        var parallel = Record(threads: 2);
        var two = Contender.Of("two threads", () => parallel.Jacobian(x, jacobian));
        CheckResult(jacobian, expected, places);
        Contender.Race(hand, one, two);
        double perRow = 1e6 / rows;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-34}{hand.Milliseconds * perRow,9:F1} ns{one.Milliseconds * perRow,9:F1} ns{one.RatioTo(hand),9:F2} x"
            + $"{1 / two.RatioTo(one),9:F2} x{$"<= {target} x",10}{(one.RatioTo(hand) <= target ? "" : "  missed")}"));
    }

    private Tape Record(int threads) =>
        Tape.Record(columns: 1, row => model(row[0]), new TapeOptions { MaxDegreeOfParallelism = threads });

    private void ByHand(double[] x, double[] jacobian)
    {
        Span<double> numbers = stackalloc double[parameters.Length];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = parameters[i].Data;
        for (int r = 0; r < x.Length; r++) byHand(x[r], numbers, jacobian.AsSpan(r * numbers.Length, numbers.Length));
    }

    private void CheckResult(double[] jacobian, double[] expected, int[] places)
    {
        for (int i = 0; i < jacobian.Length; i++)
        {
            int row = i / places.Length, place = places[i % places.Length];
            double right = expected[row * places.Length + place];
            if (Math.Abs(jacobian[i] - right) <= 1e-12 * Math.Max(1, Math.Abs(right))) continue;
            throw new InvalidOperationException($"{name}: derivative {place} of row {row} must be {right}, but was {jacobian[i]}.");
        }
    }
}
