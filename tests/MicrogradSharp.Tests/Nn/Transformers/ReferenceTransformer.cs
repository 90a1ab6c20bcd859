using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

/// <summary>
/// The modules of a transformer on plain numbers, from the names and shapes of a file. It shares no code with the library: matrices are
/// whole, and the attention masks later positions with −∞, as PyTorch does.
/// </summary>
internal sealed class ReferenceTransformer
{
    private readonly Dictionary<string, (string Type, long[] Shape, double[] Numbers)> _tensors;

    public ReferenceTransformer(Module module) =>
        _tensors = ReferenceSafetensors.Read(ModelFiles.Bytes(stream => module.SaveSafetensors(stream)));

    public double[][] Linear(double[][] x, string prefix = "") => Affine(x, $"{prefix}weight", $"{prefix}bias");

    public double[][] RmsNorm(double[][] x, double epsilon, string prefix = "") => Array.ConvertAll(x, vector =>
    {
        double rms = Math.Sqrt(vector.Average(number => number * number) + epsilon);
        return Scale(vector.Select(number => number / rms), prefix);
    });

    public double[][] LayerNorm(double[][] x, double epsilon, string prefix = "") => Array.ConvertAll(x, vector =>
    {
        double mean = vector.Average(), variance = vector.Average(number => (number - mean) * (number - mean));
        return Scale(vector.Select(number => (number - mean) / Math.Sqrt(variance + epsilon)), prefix);
    });

    public double[][] Attention(double[][] x, int heads, string prefix = "")
    {
        int width = x[0].Length, size = width / heads;
        var projected = Affine(x, $"{prefix}in_proj_weight", $"{prefix}in_proj_bias");
        var joined = Array.ConvertAll(x, _ => new double[width]);
        for (int head = 0; head < heads; head++)
        {
            var (query, key, value) = (Part(head * size), Part(width + head * size), Part(2 * width + head * size));
            for (int t = 0; t < x.Length; t++)
            {
                double[] scores = [.. key.Select((k, s) => s > t ? double.NegativeInfinity : Dot(query[t], k) / Math.Sqrt(size))];
                double[] powers = [.. scores.Select(score => Math.Exp(score - scores.Max()))];
                for (int i = 0; i < size; i++)
                {
                    joined[t][head * size + i] = powers.Select((power, s) => power / powers.Sum() * value[s][i]).Sum();
                }
            }
        }
        return Linear(joined, $"{prefix}out_proj.");

        double[][] Part(int start) => Array.ConvertAll(projected, row => row[start..(start + size)]);
    }

    public double[][] Block(double[][] x, int heads, Func<double, double> activation, string prefix = "")
    {
        var h = Add(x, Attention(LayerNorm(x, 1e-5, $"{prefix}norm1."), heads, $"{prefix}self_attn."));
        var hidden = Linear(LayerNorm(h, 1e-5, $"{prefix}norm2."), $"{prefix}linear1.");
        return Add(h, Linear(Array.ConvertAll(hidden, row => Array.ConvertAll(row, number => activation(number))), $"{prefix}linear2."));
    }

    private double[][] Affine(double[][] x, string weight, string bias)
    {
        var (_, shape, numbers) = _tensors[weight];
        int inputs = (int)shape[1];
        double[] start = _tensors.TryGetValue(bias, out var tensor) ? tensor.Numbers : new double[shape[0]];
        return Array.ConvertAll(x, vector => start.Select((b, i) => b + Dot(numbers[(i * inputs)..((i + 1) * inputs)], vector)).ToArray());
    }

    private double[] Scale(IEnumerable<double> vector, string prefix)
    {
        double[] weight = Numbers("weight", 1), bias = Numbers("bias", 0);
        return [.. vector.Select((number, i) => number * weight[i] + bias[i])];

        double[] Numbers(string name, double other) =>
            _tensors.TryGetValue(prefix + name, out var tensor) ? tensor.Numbers : [.. Enumerable.Repeat(other, vector.Count())];
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static double[][] Add(double[][] left, double[][] right) =>
        [.. left.Zip(right, (a, b) => a.Zip(b, (x, y) => x + y).ToArray())];
}
