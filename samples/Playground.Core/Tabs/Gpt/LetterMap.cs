namespace Playground.Tabs.Gpt;

/// <summary>The vectors of the letters in two dimensions: along the two directions in which they differ most.</summary>
/// <remarks>Principal components, found by power iteration. They start from the last ones, so the picture does not turn over.</remarks>
public sealed class LetterMap
{
    private const int Iterations = 60;

    private readonly double[][] _axes = [Start(0), Start(1)];

    /// <summary>The place of each letter.</summary>
    public IReadOnlyList<(double X, double Y)> Places(GptTraining training)
    {
        int letters = training.Alphabet.Letters.Count;
        double[][] vectors = [.. Enumerable.Range(0, letters).Select(i => training.Model.Vector(i).Select(node => node.Data).ToArray())];
        for (int c = 0; c < GptModel.Width; c++)
        {
            double mean = vectors.Average(vector => vector[c]);
            foreach (double[] vector in vectors) vector[c] -= mean;
        }
        _axes[0] = Direction(vectors, _axes[0], null);
        _axes[1] = Direction(vectors, _axes[1], _axes[0]);
        return [.. vectors.Select(vector => (Dot(vector, _axes[0]), Dot(vector, _axes[1])))];
    }

    // the direction, at a right angle to another, in which the vectors differ most
    private static double[] Direction(double[][] vectors, double[] start, double[]? other)
    {
        double[] axis = start;
        for (int i = 0; i < Iterations; i++)
        {
            var next = new double[axis.Length];
            foreach (double[] vector in vectors) Add(next, vector, Dot(vector, axis));
            if (other is not null) Add(next, other, -Dot(next, other));
            double length = Math.Sqrt(Dot(next, next));
            if (length < 1e-12) return axis;        // the vectors do not differ
            axis = Array.ConvertAll(next, x => x / length);
        }
        return axis;
    }

    private static double[] Start(int component)
    {
        var axis = new double[GptModel.Width];
        axis[component] = 1;
        return axis;
    }

    private static double Dot(double[] x, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static void Add(double[] sum, double[] x, double factor)
    {
        for (int i = 0; i < sum.Length; i++) sum[i] += factor * x[i];
    }
}
