using System.Globalization;

namespace MicrogradSharp.Benchmarks.MicroGpt;

/// <summary>What microgpt trains on: documents as tokens, the initial parameters, and the loss of each step of the reference.</summary>
internal sealed class MicroGptData
{
    private const string Name = "microgpt.txt";
    private const double LossTolerance = 1e-9;

    private MicroGptData(int[][] documents, double[] start, double[] losses, int vocabulary)
    {
        Documents = documents;
        Start = start;
        Losses = losses;
        Vocabulary = vocabulary;
    }

    /// <summary>The documents; each begins and ends with the token that separates documents.</summary>
    public int[][] Documents { get; }

    /// <summary>The initial parameters.</summary>
    public double[] Start { get; }

    /// <summary>The loss of each step before its update, a document a step.</summary>
    public double[] Losses { get; }

    /// <summary>The number of tokens, including the one that separates documents.</summary>
    public int Vocabulary { get; }

    /// <summary>Reads the data, which is part of the program.</summary>
    public static MicroGptData Read()
    {
        using var stream = typeof(MicroGptData).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The resource {Name} is missing: did benchmarks/floor exist when this was built?");
        using var reader = new StreamReader(stream);
        string[] fields = reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        int next = 0;
        int Whole() => int.Parse(fields[next++], CultureInfo.InvariantCulture);
        double Number() => double.Parse(fields[next++], CultureInfo.InvariantCulture);
        int parameters = Whole(), count = Whole(), separator = Whole();
        var documents = new int[count][];
        for (int i = 0; i < count; i++)
        {
            int length = Whole();
            int[] tokens = documents[i] = new int[length + 2];
            tokens[0] = tokens[^1] = separator;
            for (int k = 1; k <= length; k++) tokens[k] = Whole();
        }
        double[] start = [.. Enumerable.Range(0, parameters).Select(_ => Number())];
        double[] losses = [.. Enumerable.Range(0, count).Select(_ => Number())];
        return new MicroGptData(documents, start, losses, separator + 1);
    }

    /// <summary>Checks a loss against the reference. A time means nothing if the work is wrong.</summary>
    /// <exception cref="InvalidOperationException">The loss differs.</exception>
    public void CheckLoss(int step, double loss) => Check($"the loss of step {step}", loss, Losses[step]);

    /// <summary>Checks a number against its reference.</summary>
    /// <exception cref="InvalidOperationException">It differs.</exception>
    public static void Check(string what, double number, double expected)
    {
        if (Math.Abs(number - expected) <= LossTolerance) return;
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"{what} must be {expected} within {LossTolerance}, but was {number}."));
    }
}
