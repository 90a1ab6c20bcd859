using CsCheck;
using MicrogradSharp.Datasets;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Datasets;

public sealed class StandardizerTests
{
    private static readonly Dataset s_train = new(["x", "y", "label"], [1, 10, -1, 2, 10, 1, 3, 10, 1, 6, 10, -1]);

    private static readonly Gen<double[]> s_varied = Gen.Double[-1, 1].Array[2, 40].Where(x => x.Distinct().Count() > 1);

    [Fact]
    public void Means_and_deviations_are_those_of_the_population()
    {
        var standardizer = Standardizer.Fit(s_train, "x");
        standardizer.Means.Should().Equal(3);
        standardizer.Deviations.Should().Equal(Math.Sqrt(3.5));
        standardizer.ToString().Should().Be("Standardizer of x");
    }

    [Fact]
    public void Without_names_all_columns_are_meant()
    {
        var standardizer = Standardizer.Fit(s_train);
        standardizer.ColumnNames.Should().Equal("x", "y", "label");
        standardizer.Deviations[2].Should().Be(1);
    }

    [Fact]
    public void Columns_that_are_not_named_stay_and_other_rows_get_the_same_numbers()
    {
        var standardizer = Standardizer.Fit(s_train, "x", "y");
        var other = new Dataset(["label", "y", "x"], [5, 12, 3, 6, 10, double.NaN]);
        var changed = standardizer.Apply(other);
        changed.ColumnNames.Should().Equal("label", "y", "x");
        changed.Rows.ToArray().Should().Equal(5, 2, 0, 6, 0, double.NaN);
        standardizer.Apply([3.0, 12.0]).Should().Equal(0, 2);
        other[0, 1].Should().Be(12, "a data set does not change");
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-1e300)]
    [InlineData(5e-324)]
    [InlineData(0)]
    public void A_column_that_is_the_same_everywhere_is_divided_by_1(double number)
    {
        var standardizer = Standardizer.Fit(new Dataset(["x"], [.. Enumerable.Repeat(number, 10)]));
        standardizer.Means.Should().Equal(number);
        standardizer.Deviations.Should().Equal(1);
    }

    [Fact]
    public void Fitted_columns_get_mean_0_and_deviation_1_and_come_back() => s_varied.Sample(
        numbers =>
        {
            var table = new Dataset(["x"], numbers);
            var standardizer = Standardizer.Fit(table);
            var changed = standardizer.Apply(table);
            changed.Rows.ToArray().Average().Should().BeApproximately(0, 1e-9);
            changed.Rows.ToArray().Average(z => z * z).Should().BeApproximately(1, 1e-9);
            double[] back = standardizer.Invert(changed).Rows.ToArray();
            for (int i = 0; i < numbers.Length; i++) back[i].Should().BeApproximately(numbers[i], 1e-14);
            standardizer.Invert(standardizer.Apply(numbers[..1]))[0].Should().Be(back[0]);
        },
        iter: 300);

    [Theory]
    [InlineData(1e9, 1)]
    [InlineData(-1e15, 0.5)]
    [InlineData(0, 1e200)]
    [InlineData(0, 5e307)]
    [InlineData(0, 1e-200)]
    [InlineData(0, 1e-310)]
    public void No_digits_are_lost_far_from_0_and_no_square_leaves_the_range(double offset, double step)
    {
        // -1, 0, 0, 1 and half a mean: deviation √½ of a step
        var standardizer = Standardizer.Fit(new Dataset(["x"], [offset - step, offset, offset, offset + step]));
        standardizer.Means[0].Should().Be(offset);
        standardizer.Deviations[0].ShouldAgree(Math.Sqrt(0.5) * step, 1e-13);
    }

    [Fact]
    public void The_mean_of_many_rows_does_not_gather_rounding()
    {
        // a plain sum of these is off by 1e-12 and more
        double[] numbers = [.. Enumerable.Repeat(0.1, 1_000_000), 0.2];
        Standardizer.Fit(new Dataset(["x"], numbers)).Means[0].Should().BeApproximately((double)(100_000.2m / 1_000_001m), 5e-17);
    }

    [Fact]
    public void The_smallest_numbers_there_are_do_not_divide_by_0() =>
        Standardizer.Fit(new Dataset(["x"], [0, 0, 0, 0, 0, 0, 0, 0, 0, double.Epsilon])).Deviations.Should().Equal(1);

    [Fact]
    public void Fitting_passes_over_NaN()
    {
        var gaps = new Dataset(["x"], [double.NaN, 1, double.NaN, 2, 3, 6]);
        var standardizer = Standardizer.Fit(gaps);
        (standardizer.Means[0], standardizer.Deviations[0]).Should().Be((3, Math.Sqrt(3.5)));
        standardizer.Apply(gaps)[0, 0].Should().Be(double.NaN);
    }

    [Fact]
    public void What_is_stored_makes_the_same_standardizer()
    {
        var fitted = Standardizer.Fit(s_train, "x", "y");
        double[] means = [.. fitted.Means];
        var stored = new Standardizer(fitted.ColumnNames, means, [.. fitted.Deviations]);
        means[0] = 99;
        stored.Apply(s_train).Rows.ToArray().Should().Equal(fitted.Apply(s_train).Rows.ToArray());
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        var one = new Standardizer(["x"], [0.0], [1.0]);
        (Action Use, string Message)[] wrong =
        [
            (() => Standardizer.Fit(null!), "*dataset*"),
            (() => Standardizer.Fit(new Dataset(["x"], [])), "dataset must hold at least 1 row, but held 0.*"),
            (() => Standardizer.Fit(s_train, "x", "z"), "columns must be among x, y, label, but was 'z'.*"),
            (() => Standardizer.Fit(s_train, "x", "x"), "columns must differ from each other, but 'x' occurs twice.*"),
            (
                () => Standardizer.Fit(new Dataset(["x"], [1, double.NegativeInfinity])),
                "dataset must be finite or NaN in 'x', but was -Infinity in row 1.*"),
            (() => Standardizer.Fit(new Dataset(["x"], [double.NaN])), "dataset must hold a number in 'x', but every row was NaN.*"),
            (() => one.Apply((Dataset)null!), "*dataset*"),
            (() => one.Apply(new Dataset(["a", "b"], [])), "dataset must have a column 'x', but has a, b.*"),
            (() => one.Invert(new Dataset(["a"], [])), "dataset must have a column 'x', but has a.*"),
            (() => one.Apply([1.0, 2.0]), "row must hold a number for each of the 1 columns, but held 2.*"),
            (() => one.Invert([]), "row must hold a number for each of the 1 columns, but held 0.*"),
            (() => _ = new Standardizer(["x", "y"], [0.0], [1.0, 1.0]), "means must hold a number for each of the 2 columns, but held 1.*"),
            (() => _ = new Standardizer(["x"], [0.0], []), "deviations must hold a number for each of the 1 columns, but held 0.*"),
            (() => _ = new Standardizer(["x"], [double.NaN], [1.0]), "means must be finite, but was NaN.*"),
            (() => _ = new Standardizer(["x"], [0.0], [0.0]), "deviations must be finite and above 0, but was 0.*"),
        ];
        foreach (var (use, message) in wrong) use.Should().Throw<ArgumentException>().WithMessage(message);
    }
}
