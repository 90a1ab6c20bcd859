using MicrogradSharp.Datasets;

namespace MicrogradSharp.Tests.Datasets;

public sealed class DatasetTests
{
    private static readonly Dataset s_table = new(["a", "b"], [1, 2, 3, 4, double.NaN, double.PositiveInfinity]);

    [Fact]
    public void Numbers_are_found_by_row_and_column()
    {
        (s_table.RowCount, s_table.ColumnCount).Should().Be((3, 2));
        s_table.ColumnNames.Should().Equal("a", "b");
        s_table[1, 0].Should().Be(3);
        s_table.Row(2).ToArray().Should().Equal(double.NaN, double.PositiveInfinity);
        s_table.Rows.ToArray().Should().HaveCount(6).And.StartWith([1.0, 2.0, 3.0]);
        s_table.ToString().Should().Be("3 rows of a, b");
    }

    [Fact]
    public void Numbers_that_came_in_are_copied()
    {
        double[] numbers = [1, 2];
        var dataset = new Dataset(["a", "b"], numbers);
        numbers[0] = 9;
        dataset[0, 0].Should().Be(1);
    }

    [Fact]
    public void There_may_be_no_rows()
    {
        new Dataset(["a"], []).RowCount.Should().Be(0);
    }

    [Theory]
    [InlineData(-1, 0, "row must be at least 0 and below 3, but was -1.*")]
    [InlineData(3, 0, "row must be at least 0 and below 3, but was 3.*")]
    [InlineData(0, -1, "column must be at least 0 and below 2, but was -1.*")]
    [InlineData(0, 2, "column must be at least 0 and below 2, but was 2.*")]
    public void A_row_or_column_that_is_not_there_is_named(int row, int column, string message)
    {
        var read = () => s_table[row, column];
        read.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
    }

    [Fact]
    public void Bad_columns_and_rows_cut_short_are_refused()
    {
        var make = (string[] names, double[] rows) => new Dataset(names, rows);
        make.Invoking(m => m([], [])).Should().Throw<ArgumentException>().WithMessage("columnNames must name at least 1 column, but was empty.*");
        make.Invoking(m => m(["a", "a"], [])).Should().Throw<ArgumentException>().WithMessage("columnNames must differ from each other, but 'a' comes twice.*");
        make.Invoking(m => m(["a", null!], [])).Should().Throw<ArgumentNullException>();
        make.Invoking(m => m(["a", "b"], [1, 2, 3])).Should().Throw<ArgumentException>().WithMessage("rows must hold whole rows of 2 numbers, but held 3 numbers.*");
    }
}
