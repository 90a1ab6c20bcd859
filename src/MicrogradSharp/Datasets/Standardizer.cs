using System.Globalization;

namespace MicrogradSharp.Datasets;

/// <summary>
/// Scales columns to mean 0 and deviation 1: z = (x − mean) / deviation, with the mean and deviation of the rows that it was fitted to.
/// </summary>
/// <remarks>
/// <para>Fit it to the training rows, and apply it to all rows: nothing about the test rows may influence the model. Store the means and
/// deviations with the model, and pass them to the constructor later. For a continuous target, use a standardizer of its own:
/// <see cref="Invert(ReadOnlySpan{double})"/> converts a prediction back.</para>
/// <para>Matches scikit-learn's <c>StandardScaler</c>: the deviation is that of the population, √(Σ (x − mean)² / rows). A column with the
/// same number in every row is divided by 1. NaN means a missing number: fitting skips it, and it stays NaN. Immutable and
/// thread-safe.</para>
/// </remarks>
/// <example><code>
/// var (train, test) = Dataset.Moons(count: 200, noise: 0.1, new Random(7)).Split(0.75, new Random(1));
/// var standardizer = Standardizer.Fit(train, "x0", "x1");
/// train = standardizer.Apply(train);
/// test = standardizer.Apply(test);
/// double[] inputs = standardizer.Apply([0.3, 0.4]);      // one row, for a model to predict
/// </code></example>
public sealed class Standardizer
{
    private readonly double[] _means;
    private readonly double[] _deviations;

    /// <summary>Creates a standardizer from means and deviations, for example those stored with a model.</summary>
    /// <param name="columnNames">The column names: at least one, none empty, all different.</param>
    /// <param name="means">The mean of each column, finite.</param>
    /// <param name="deviations">The deviation of each column, finite and above 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columnNames"/> or one of the names is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no columns, a name is empty or occurs twice, or there is not a mean and a deviation for each column.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A mean is not finite, or a deviation is not finite and above 0.</exception>
    public Standardizer(IEnumerable<string> columnNames, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        ColumnNames = Dataset.CheckedNames(columnNames, nameof(columnNames));
        CheckCount(means, nameof(means));
        CheckCount(deviations, nameof(deviations));
        foreach (double mean in means) Guard.Finite(mean, nameof(means));
        foreach (double deviation in deviations) Guard.FiniteAboveZero(deviation, nameof(deviations));
        _means = means.ToArray();
        _deviations = deviations.ToArray();
        Means = Array.AsReadOnly(_means);
        Deviations = Array.AsReadOnly(_deviations);
    }

    /// <summary>The name of each column.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>The mean of each column, which is subtracted.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>The deviation of each column, which it is divided by; 1 for a column with the same number in every row.</summary>
    public IReadOnlyList<double> Deviations { get; }

    /// <summary>Computes the mean and the deviation of columns.</summary>
    /// <param name="dataset">The rows, at least one.</param>
    /// <param name="columns">The names of the columns, none twice; default all columns.</param>
    /// <remarks>
    /// Uses two scaled passes: no digits are lost if the mean is far from 0, and no square leaves the range of <see cref="double"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="dataset"/> or a name is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no rows, a name occurs twice, there is no such column, or a column holds an infinity or nothing but NaN.
    /// </exception>
    public static Standardizer Fit(Dataset dataset, params ReadOnlySpan<string> columns)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.RowCount == 0) throw new ArgumentException("dataset must hold at least 1 row, but held 0.", nameof(dataset));
        var names = columns.IsEmpty ? dataset.ColumnNames : Dataset.CheckedNames(columns.ToArray(), nameof(columns));
        double[] means = new double[names.Count], deviations = new double[names.Count];
        for (int i = 0; i < means.Length; i++)
        {
            (means[i], deviations[i]) = Moments.Of(Present(dataset, dataset.ColumnIndex(names[i], nameof(columns))));
        }
        return new Standardizer(names, means, deviations);
    }

    /// <summary>Standardizes columns of a data set. Columns with other names are unchanged.</summary>
    /// <param name="dataset">The data set, with all columns of <see cref="ColumnNames"/>, in any order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dataset"/> is null.</exception>
    /// <exception cref="ArgumentException">A column is missing.</exception>
    public Dataset Apply(Dataset dataset) => Changed(dataset, Standardized);

    /// <summary>Standardizes one row.</summary>
    /// <param name="row">A number for each of <see cref="ColumnNames"/>, in their order.</param>
    /// <exception cref="ArgumentException">There is not a number for each column.</exception>
    public double[] Apply(ReadOnlySpan<double> row) => Changed(row, Standardized);

    /// <summary>Undoes <see cref="Apply(Dataset)"/>, up to rounding: x = z · deviation + mean.</summary>
    /// <param name="dataset">The data set, with all columns of <see cref="ColumnNames"/>, in any order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dataset"/> is null.</exception>
    /// <exception cref="ArgumentException">A column is missing.</exception>
    public Dataset Invert(Dataset dataset) => Changed(dataset, Original);

    /// <summary>Undoes <see cref="Apply(ReadOnlySpan{double})"/>, up to rounding: x = z · deviation + mean.</summary>
    /// <param name="row">A number for each of <see cref="ColumnNames"/>, in their order.</param>
    /// <exception cref="ArgumentException">There is not a number for each column.</exception>
    public double[] Invert(ReadOnlySpan<double> row) => Changed(row, Original);

    /// <summary>Returns the columns: <c>Standardizer of x0, x1</c>.</summary>
    public override string ToString() => $"Standardizer of {string.Join(", ", ColumnNames)}";

    private static double Standardized(double x, double mean, double deviation) => (x - mean) / deviation;

    private static double Original(double z, double mean, double deviation) => z * deviation + mean;

    private Dataset Changed(Dataset dataset, Func<double, double, double, double> change)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        double[] numbers = dataset.Rows.ToArray();
        for (int i = 0; i < _means.Length; i++)
        {
            string name = ColumnNames[i];
            if (!dataset.ColumnNames.Contains(name))
            {
                throw new ArgumentException(
                    $"dataset must have a column {ShownText.Quoted(name)}, but has {ShownText.List(dataset.ColumnNames)}.",
                    nameof(dataset));
            }
            for (int at = dataset.ColumnIndex(name); at < numbers.Length; at += dataset.ColumnCount)
            {
                numbers[at] = change(numbers[at], _means[i], _deviations[i]);
            }
        }
        return Dataset.TakeOver(dataset.ColumnNames, numbers);
    }

    private double[] Changed(ReadOnlySpan<double> row, Func<double, double, double, double> change)
    {
        CheckCount(row, nameof(row));
        double[] changed = new double[row.Length];
        for (int i = 0; i < changed.Length; i++) changed[i] = change(row[i], _means[i], _deviations[i]);
        return changed;
    }

    private void CheckCount(ReadOnlySpan<double> numbers, string parameter)
    {
        if (numbers.Length == ColumnNames.Count) return;
        throw new ArgumentException(
            $"{parameter} must hold a number for each of the {ColumnNames.Count} columns, but held {numbers.Length}.", parameter);
    }

    private static double[] Present(Dataset dataset, int column)
    {
        string name = dataset.ColumnNames[column];
        double[] numbers = dataset.Column(column);
        int row = Array.FindIndex(numbers, double.IsInfinity);
        if (row >= 0)
        {
            throw new ArgumentException(
                $"dataset must be finite or NaN in {ShownText.Quoted(name)}, but was {Text(numbers[row])} in row {row}.", nameof(dataset));
        }
        numbers = Array.FindAll(numbers, number => !double.IsNaN(number));
        if (numbers.Length == 0)
        {
            throw new ArgumentException(
                $"dataset must hold a number in {ShownText.Quoted(name)}, but every row was NaN.", nameof(dataset));
        }
        return numbers;
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
