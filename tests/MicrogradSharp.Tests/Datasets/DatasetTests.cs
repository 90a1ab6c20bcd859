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
        new Dataset(["a", "b"], [1, 2]).ToString().Should().Be("1 row of a, b");
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
    public void A_table_is_made_of_columns()
    {
        double[] t = [0, 1, 2], y = [5.0, 3.0, double.NaN];
        var table = Dataset.FromColumns(("t", t), ("y", y));
        t[0] = 9;
        table.ColumnNames.Should().Equal("t", "y");
        table.Rows.ToArray().Should().Equal(0, 5, 1, 3, 2, double.NaN);
        Dataset.FromColumns(("t", []), ("y", [])).ToString().Should().Be("0 rows of t, y");
    }

    [Fact]
    public void Bad_columns_are_named()
    {
        ((Action)(() => Dataset.FromColumns()))
            .Should().Throw<ArgumentException>().WithMessage("columns must name at least 1 column, but was empty.*");
        ((Action)(() => Dataset.FromColumns(("t", [1.0]), ("t", [2.0]))))
            .Should().Throw<ArgumentException>().WithMessage("columns must differ from each other, but 't' occurs twice.*");
        ((Action)(() => Dataset.FromColumns(("t", [1.0, 2.0]), ("y", [3.0]))))
            .Should().Throw<ArgumentException>().WithMessage("columns must have the same length, but 't' has 2 and 'y' has 1.*")
            .WithParameterName("columns");
        ((Action)(() => Dataset.FromColumns((null!, [1.0])))).Should().Throw<ArgumentNullException>().WithParameterName("columns");
        ((Action)(() => Dataset.FromColumns(("t", null!)))).Should().Throw<ArgumentNullException>().WithParameterName("columns");
        ((Action)(() => Dataset.FromColumns(("t", null!), ("y", [1.0])))).Should().Throw<ArgumentNullException>();
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
        make.Invoking(m => m([], []))
            .Should().Throw<ArgumentException>().WithMessage("columnNames must name at least 1 column, but was empty.*");
        make.Invoking(m => m(["a", "a"], []))
            .Should().Throw<ArgumentException>().WithMessage("columnNames must differ from each other, but 'a' occurs twice.*");
        make.Invoking(m => m(["a", ""], []))
            .Should().Throw<ArgumentException>().WithMessage("columnNames must not be empty, but one was ''.*");
        make.Invoking(m => m(["a", null!], [])).Should().Throw<ArgumentNullException>();
        make.Invoking(m => m(["a", "b"], [1, 2, 3]))
            .Should().Throw<ArgumentException>().WithMessage("rows must hold whole rows of 2 numbers, but held 3 numbers.*");
    }

    [Fact]
    public void A_column_is_found_by_place_and_by_name()
    {
        s_table.ColumnIndex("b").Should().Be(1);
        s_table.Column(0).Should().Equal(1, 3, double.NaN);
        s_table.Column("b").Should().Equal(2, 4, double.PositiveInfinity);
        s_table.Column("b")[0] = 9;
        s_table[0, 1].Should().Be(2, "a column is a copy");
    }

    [Fact]
    public void Selected_columns_come_in_the_order_given()
    {
        var table = new Dataset(["a", "b", "c"], [1, 2, 3, 4, 5, 6]);
        var selected = table.SelectColumns("c", "a");
        selected.ColumnNames.Should().Equal("c", "a");
        selected.Rows.ToArray().Should().Equal(3, 1, 6, 4);
        table.SelectColumns("b").Rows.ToArray().Should().Equal(2, 5);
    }

    [Fact]
    public void Columns_that_are_not_there_are_named()
    {
        (Action Use, string Message)[] wrong =
        [
            (() => s_table.ColumnIndex("c"), "name must be among a, b, but was 'c'.*"),
            (() => s_table.ColumnIndex("A"), "name must be among a, b, but was 'A'.*"),
            (() => s_table.ColumnIndex(null!), "*name*"),
            (() => s_table.Column("c"), "name must be among a, b, but was 'c'.*"),
            (() => s_table.Column(2), "column must be at least 0 and below 2, but was 2.*"),
            (() => s_table.Column(-1), "column must be at least 0 and below 2, but was -1.*"),
            (() => s_table.SelectColumns("a", "c"), "columns must be among a, b, but was 'c'.*"),
            (() => s_table.SelectColumns("a", "a"), "columns must differ from each other, but 'a' occurs twice.*"),
            (() => s_table.SelectColumns(), "columns must name at least 1 column, but was empty.*"),
        ];
        foreach (var (use, message) in wrong) use.Should().Throw<ArgumentException>().WithMessage(message);
    }
}
