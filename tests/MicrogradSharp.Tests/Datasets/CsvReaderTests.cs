using System.Text;
using MicrogradSharp.Datasets;

namespace MicrogradSharp.Tests.Datasets;

public sealed class CsvReaderTests : IDisposable
{
    private const string Text = "a,b\n1,2\n3,4\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Target => Path.Combine(_folder.FullName, "points.csv");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(Text)]
    [InlineData("a,b\n1,2\n3,4")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n")]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("a,b\r\n1,2\n3,4\r\n\r\n")]
    [InlineData("a,b\n1,2\n3,4\n\n\n")]
    [InlineData("\n\na,b\n\n1,2\n\r\n\r3,4")]
    [InlineData("\uFEFFa,b\n1,2\n3,4\n")]
    [InlineData("\uFEFF\"a\",b\n1,2\n3,4\n")]
    [InlineData("\"a\",\"b\"\n\"1\",2\n3,\"4\"")]
    [InlineData("\"a\",\"b\"\r\n\"1\",\"2\"\r\n\"3\",\"4\"\r\n")]
    [InlineData("a,b\n 1,2 \n\t3,+4.0e0\n")]
    public void Ways_to_write_the_same_table_are_read_alike(string text)
    {
        for (int most = 1; most <= text.Length; most++)
        {
            var table = Dataset.ReadCsv(new DribblingReader(text, most));
            table.ColumnNames.Should().Equal("a", "b");
            table.Rows.ToArray().Should().Equal(1, 2, 3, 4);
        }
    }

    [Theory]
    [InlineData("\"x,y\"", "x,y")]
    [InlineData("\"say \"\"x\"\"\"", "say \"x\"")]
    [InlineData("\"\"\"\"", "\"")]
    [InlineData("\"two\nlines\"", "two\nlines")]
    [InlineData("\"two\r\nlines\"", "two\r\nlines")]
    [InlineData("\" \"", " ")]
    [InlineData(" x ", " x ")]
    [InlineData("größe 🙂", "größe 🙂")]
    public void Names_may_hold_anything_in_quotes(string written, string name)
    {
        for (int most = 1; most < 12; most++)
        {
            var table = Dataset.ReadCsv(new DribblingReader($"{written},b\n1,2\n", most));
            table.ColumnNames.Should().Equal(name, "b");
            table.Rows.ToArray().Should().Equal(1, 2);
        }
    }

    [Theory]
    [InlineData("NaN", double.NaN)]
    [InlineData("nan", double.NaN)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-infinity", double.NegativeInfinity)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("+Inf", double.PositiveInfinity)]
    [InlineData("-INF", double.NegativeInfinity)]
    [InlineData(" -inf ", double.NegativeInfinity)]
    [InlineData("1e999", double.PositiveInfinity)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5.0)]
    [InlineData("-1.5E+3", -1500.0)]
    [InlineData("0.1", 0.1)]
    [InlineData("4.9406564584124654E-324", double.Epsilon)]
    public void Numbers_are_those_of_the_invariant_culture(string text, double number) =>
        Dataset.ReadCsv(new StringReader($"a\n{text}\n"))[0, 0].Should().Be(number);

    [Theory]
    [InlineData("", "line 1: expected a header with the names of the columns, but there is none.")]
    [InlineData("\uFEFF", "line 1: expected a header with the names of the columns, but there is none.")]
    [InlineData("\n\n", "line 1: expected a header with the names of the columns, but there is none.")]
    [InlineData("a,,c\n", "line 1, column 2: expected a name, but was empty.")]
    [InlineData("a,b,\n", "line 1, column 3: expected a name, but was empty.")]
    [InlineData("a,\"\"\n", "line 1, column 2: expected a name, but was empty.")]
    [InlineData("a,b,a\n", "line 1, column 3: expected a new name, but 'a' is the name of column 1.")]
    [InlineData("a,b\n1,2\n3,x\n", "line 3, column 2 (b): expected a number, but was 'x'.")]
    [InlineData("a,b\r\n\r\n1,2\r\n3,x\r\n", "line 4, column 2 (b): expected a number, but was 'x'.")]
    [InlineData("a,b\r1,2\r3,x\r", "line 3, column 2 (b): expected a number, but was 'x'.")]
    [InlineData("a,b\n1,\n", "line 2, column 2 (b): expected a number, but was empty.")]
    [InlineData("a,b\n1,  \n", "line 2, column 2 (b): expected a number, but was empty.")]
    [InlineData("a,b\n1,\"\"\n", "line 2, column 2 (b): expected a number, but was empty.")]
    [InlineData("a,b\n1 000,2\n", "line 2, column 1 (a): expected a number, but was '1 000'.")]
    [InlineData("a,b\n\"1,000\",2\n", "line 2, column 1 (a): expected a number, but was '1,000'.")]
    [InlineData("a,b\n1,000,2\n", "line 2, column 3: expected 2 fields, but there are more.")]
    [InlineData("a,b\n1,2,\n", "line 2, column 3: expected 2 fields, but there are more.")]
    [InlineData("a,b\n1,2\n3\n", "line 3, column 1 (a): expected 2 fields, but the line ends after 1.")]
    [InlineData("a,b\n1,2\n ", "line 3, column 1 (a): expected a number, but was empty.")]
    [InlineData("a,b\n\"1,2\n", "line 2, column 1 (a): expected a closing quote, but the text ends.")]
    [InlineData("a,\"b", "line 1, column 2: expected a closing quote, but the text ends.")]
    [InlineData("a,b\n\"1\"x,2\n", "line 2, column 1 (a): expected a comma or the end of the line after the closing quote, but was 'x'.")]
    [InlineData("a,b\n\"1\" ,2\n", "line 2, column 1 (a): expected a comma or the end of the line after the closing quote, but was ' '.")]
    [InlineData("a, \"b\"\n1,2\n", "line 1, column 2: expected quotes around the whole field or none, but one was inside.")]
    [InlineData("a,b\n1\"2\",2\n", "line 2, column 1 (a): expected quotes around the whole field or none, but one was inside.")]
    [InlineData("\"two\r\nlines\n\"\n1\nx", "line 5, column 1 (two  lines ): expected a number, but was 'x'.")]
    [InlineData("a\n\"x\n\ny\"\n", "line 2, column 1 (a): expected a number, but was 'x  y'.")]
    [InlineData("a\n1\0\n", "line 2, column 1 (a): expected a number, but was '1\uFFFD'.")]
    [InlineData("a\n0x10\n", "line 2, column 1 (a): expected a number, but was '0x10'.")]
    [InlineData("a\n1_000\n", "line 2, column 1 (a): expected a number, but was '1_000'.")]
    [InlineData("a\n$1\n", "line 2, column 1 (a): expected a number, but was '$1'.")]
    [InlineData("a\n(1)\n", "line 2, column 1 (a): expected a number, but was '(1)'.")]
    [InlineData("a\ninfo\n", "line 2, column 1 (a): expected a number, but was 'info'.")]
    [InlineData("a;b\n1;2\n", "line 2, column 1 (a;b): expected a number, but was '1;2': separate fields with commas.")]
    [InlineData("a\tb\n1\t2\n", "line 2, column 1 (a b): expected a number, but was '1 2': separate fields with commas.")]
    [InlineData("a\n\"1;2\"\n", "line 2, column 1 (a): expected a number, but was '1;2'.")]
    [InlineData("a\n1,2\n", "line 2, column 2: expected 1 field, but there are more.")]
    [InlineData(
        "a\n12345678901234567890123456789012345678901234567890123456789012345678901234567890x\n",
        "line 2, column 1 (a): expected a number, but was "
        + "'1234567890123456789012345678901234567890123456789012345678901234567890123456789…'.")]
    public void What_is_wrong_is_named_with_its_place(string text, string message)
    {
        for (int most = 1; most < 6; most++)
        {
            var read = () => Dataset.ReadCsv(new DribblingReader(text, most));
            read.Should().Throw<FormatException>().Which.Message.Should().Be(message);
        }
    }

    [Theory]
    [InlineData("1,2\n3,4\n")]
    [InlineData("\uFEFF1,2\r\n3,4")]
    [InlineData("\n 1 ,\"2\"\n\"3\",4\n")]
    public void A_first_line_of_numbers_was_taken_for_names_and_its_row_lost(string text)
    {
        for (int most = 1; most <= text.Length; most++)
        {
            foreach (var header in new[] { CsvHeader.Auto, CsvHeader.Absent })
            {
                var table = Dataset.ReadCsv(new DribblingReader(text, most), header);
                table.ColumnNames.Should().Equal("x0", "x1");
                table.Rows.ToArray().Should().Equal(1, 2, 3, 4);
            }
        }
        Dataset.ReadCsv(new StringReader("NaN,-inf,1e3")).RowCount.Should().Be(1);
    }

    [Theory]
    [InlineData("\"1\",\"2\"\n3,4\n", CsvHeader.Auto, "1", "2")]
    [InlineData("1,2\n3,4\n", CsvHeader.Present, "1", "2")]
    [InlineData("year,\"2019\"\n3,4\n", CsvHeader.Auto, "year", "2019")]
    [InlineData("year,2019\n3,4\n", CsvHeader.Present, "year", "2019")]
    public void A_name_may_be_a_number_in_quotes_or_where_the_caller_says_so(string text, CsvHeader header, params string[] names)
    {
        var table = Dataset.ReadCsv(new StringReader(text), header);
        table.ColumnNames.Should().Equal(names);
        table.Rows.ToArray().Should().Equal(3, 4);
        using var writer = new StringWriter();
        table.WriteCsv(writer);
        Dataset.ReadCsv(new StringReader(writer.ToString())).ColumnNames.Should().Equal(names);
    }

    [Theory]
    [InlineData(
        "year,2019\n1,2\n",
        CsvHeader.Auto,
        "line 1, column 2: expected a name as in column 1, but was the number 2019. "
        + "To read it anyway, say whether the line names the columns: CsvHeader.Present or CsvHeader.Absent.")]
    [InlineData("\"1\",2\n", CsvHeader.Auto, "line 1, column 2: expected a name as in column 1, but was the number 2. To read it *")]
    [InlineData(
        "1,2,three\n",
        CsvHeader.Auto,
        "line 1, column 3: expected a number as in column 1, but was 'three'. "
        + "To read it anyway, say whether the line names the columns: CsvHeader.Present or CsvHeader.Absent.")]
    [InlineData("1,,3\n", CsvHeader.Auto, "line 1, column 2: expected a number, but was empty.")]
    [InlineData("1,2\n3,x\n", CsvHeader.Auto, "line 2, column 2 (x1): expected a number, but was 'x'.")]
    [InlineData("1,2\n3\n", CsvHeader.Auto, "line 2, column 1 (x0): expected 2 fields, but the line ends after 1.")]
    [InlineData("a,b\n1,2\n", CsvHeader.Absent, "line 1, column 1: expected a number, but was 'a'.")]
    [InlineData("1,2,three\n", CsvHeader.Absent, "line 1, column 3: expected a number, but was 'three'.")]
    [InlineData("", CsvHeader.Absent, "line 1: expected a row of numbers, but there is none.")]
    [InlineData("1,2,1\n", CsvHeader.Present, "line 1, column 3: expected a new name, but '1' is the name of column 1.")]
    public void A_first_line_that_fits_neither_way_is_refused(string text, CsvHeader header, string message)
    {
        for (int most = 1; most < 6; most++)
        {
            var reader = new DribblingReader(text, most);
            reader.Invoking(r => Dataset.ReadCsv(r, header)).Should().Throw<FormatException>().WithMessage(message);
        }
    }

    [Fact]
    public void A_header_alone_is_a_table_without_rows()
    {
        var table = Dataset.ReadCsv(new StringReader("a,b"));
        (table.RowCount, table.ColumnCount).Should().Be((0, 2));
    }

    [Fact]
    public void A_field_may_be_longer_than_any_buffer()
    {
        string name = new string('n', 100_000) + "\"," + new string('m', 100_000);
        string number = "0." + new string('0', 200_000) + "1e200001";
        var table = Dataset.ReadCsv(
            new StringReader($"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",b\n{number},\"{number}\"\n"));
        table.ColumnNames[0].Should().Be(name);
        table.Rows.ToArray().Should().Equal(1, 1);
    }

    [Fact]
    public void A_hostile_text_takes_memory_in_proportion_to_its_length()
    {
        string[] texts =
        [
            "a\n\"" + new string('1', 1_000_000), "a\n" + new string('1', 1_000_000) + "x", new string(',', 1_000_000),
            "1" + new string(',', 1_000_000), "1," + new string('x', 1_000_000), new string('\n', 1_000_000),
            "a\n1" + new string(',', 1_000_000),
        ];
        foreach (string text in texts)
        {
            var reader = new StringReader(text);
            long before = GC.GetAllocatedBytesForCurrentThread();
            ((Action)(() => Dataset.ReadCsv(reader))).Should().Throw<FormatException>();
            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(12_000_000);
        }
    }

    [Fact]
    public void Messages_about_a_file_begin_with_its_path()
    {
        File.WriteAllText(Target, "a,b\n1,2\n3,x\n");
        ((Action)(() => Dataset.ReadCsv(Target)))
            .Should().Throw<FormatException>().WithMessage($"{Target}, line 3, column 2 (b): expected a number, but was 'x'.");
        File.WriteAllText(Target, "");
        ((Action)(() => Dataset.ReadCsv(Target))).Should().Throw<FormatException>().WithMessage($"{Target}, line 1: expected a header*");
    }

    [Fact]
    public void A_file_is_UTF_8_or_what_its_byte_order_mark_says()
    {
        Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode];
        foreach (var encoding in encodings)
        {
            File.WriteAllText(Target, "größe\n1\n", encoding);
            Dataset.ReadCsv(Target).ColumnNames.Should().Equal("größe");
        }
        File.WriteAllText(Target, "größe\n1\n", Encoding.Latin1);
        ((Action)(() => Dataset.ReadCsv(Target)))
            .Should().Throw<FormatException>().WithMessage($"{Target}: expected text in UTF-8, but some bytes are not.");
    }

    [Fact]
    public void A_reader_stays_open_and_a_file_does_not()
    {
        using var reader = new StringReader(Text);
        Dataset.ReadCsv(reader);
        reader.Read().Should().Be(-1);
        File.WriteAllText(Target, Text);
        Dataset.ReadCsv(Target);
        using var alone = new FileStream(Target, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        ((Action)(() => Dataset.ReadCsv(Target))).Should().Throw<FileNotFoundException>().WithMessage($"*{Target}*");
        ((Action)(() => Dataset.ReadCsv(Target, (CsvHeader)3)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("header must be Auto, Present or Absent, but was 3.*");
        ((Action)(() => Dataset.ReadCsv(TextReader.Null, (CsvHeader)(-1))))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("header");
        File.WriteAllText(Target, "1,2\n");
        Dataset.ReadCsv(Target, CsvHeader.Present).RowCount.Should().Be(0);
        Dataset.ReadCsv(Target, CsvHeader.Absent).RowCount.Should().Be(1);
        ((Action)(() => Dataset.ReadCsv((string)null!))).Should().Throw<ArgumentNullException>().WithParameterName("path");
        ((Action)(() => Dataset.ReadCsv((TextReader)null!))).Should().Throw<ArgumentNullException>().WithParameterName("reader");
    }
}
