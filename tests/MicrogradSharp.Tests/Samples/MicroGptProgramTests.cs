using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MicrogradSharp.Tests.Conventions;

namespace MicrogradSharp.Tests.Samples;

/// <summary>The options of the sample, and what it says about bad ones.</summary>
[Collection(nameof(DocumentTests))]     // the programs share one console
public sealed partial class MicroGptProgramTests : IDisposable
{
    private const string Usage = "expected options, each once and with a value, as in --documents FILE --steps 1000 ";

    private readonly string _folder = Directory.CreateTempSubdirectory("microgpt-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Steps_lead_to_20_names_and_the_same_seed_gives_the_same_ones()
    {
        string printed = Printed("--steps", "100");

        printed.Should().StartWith("118 documents (0 cut to 16 characters), 4128 parameters\n").And.EndWith("\n");
        Names(printed).Should().HaveCount(20).And.OnlyContain(name => name.Length <= 16);
        Printed("--steps", "100").Should().Contain(string.Join('\n', Names(printed)));
        Names(Printed("--steps", "100", "--seed", "43")).Should().NotEqual(Names(printed));
        Names(Printed("--steps", "100", "--temperature", "1000")).Should().NotEqual(Names(printed));
    }

    [Fact]
    public void The_program_trains_as_the_model_does_in_the_test_of_its_losses()
    {
        var random = new Random(42);
        string[] documents = [.. Repository.Read("docs/elements.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        random.Shuffle(documents);
        var sample = new MicroGptSample(string.Concat(documents.SelectMany(name => name).Distinct().Order()), random);
        var adam = sample.Adam();
        int[][] tokens = [.. documents.Select(sample.Encode)];
        double loss = 0;
        for (int step = 0; step < 20; step++) loss = sample.Step(adam, tokens, batch: 2, steps: 20);

        Loss(Printed("--steps", "20", "--batch", "2")).Should().Be(Math.Round(loss, 4));
    }

    [Fact]
    public void The_tape_gives_the_losses_and_the_names_of_the_nodes()
    {
        string onNodes = Printed("--steps", "30", "--batch", "3"), onTape = Printed("--steps", "30", "--batch", "3", "--engine", "tape");

        Loss(onTape).Should().Be(Loss(onNodes)).And.NotBe(Loss(Printed("--steps", "30")));
        Names(onTape).Should().Equal(Names(onNodes));
    }

    [Fact]
    public void A_saved_model_is_loaded_with_its_steps_and_trained_further()
    {
        string file = InFolder("model.json");
        string printed = Printed("--steps", "40", "--save", file);

        string loaded = Printed("--steps", "40", "--load", file);
        loaded.Should().NotContain("step");
        Names(loaded).Should().Equal(Names(printed));
        string further = Printed("--steps", "60", "--load", file, "--save", file);
        further.Should().Contain("step   60 of 60").And.NotContain("step   40");
        Names(Printed("--steps", "60", "--load", file)).Should().Equal(Names(further)).And.NotEqual(Names(loaded));
    }

    [Fact]
    public void Documents_are_the_lines_of_a_file_without_white_space_around_and_blank_ones()
    {
        string file = Text("  anna \r\n\n\tbob\nanna\n");

        Printed("--documents", file, "--steps", "1").Should().StartWith("3 documents (0 cut to 16 characters), 3488 parameters\n");
    }

    [Theory]
    [InlineData("a\n", "1 documents (0 cut to 16 characters), 3392 parameters", "a")]
    [InlineData("aa\naa\n", "2 documents (0 cut to 16 characters), 3392 parameters", "aa")]
    [InlineData("é😀\n", "1 documents (0 cut to 16 characters), 3424 parameters", "é😀")]
    [InlineData("abababababababab\n", "1 documents (0 cut to 16 characters), 3424 parameters", "abababababababab")]
    [InlineData("abababababababababababab\n", "1 documents (1 cut to 16 characters), 3424 parameters", "abababababababab")]
    public void Unusual_documents_are_learnt(string text, string said, string learnt)
    {
        string file = Text(text);
        foreach (string engine in new[] { "nodes", "tape" })
        {
            string printed = Printed("--documents", file, "--steps", "80", "--temperature", "0.01", "--engine", engine);

            printed.Should().StartWith($"{said}\n");
            Names(printed).Should().OnlyContain(name => name == learnt);
        }
    }

    [Theory]
    [InlineData(Usage, "--strat", "1")]
    [InlineData("but found '--strat'.", "--strat", "1")]
    [InlineData("but found '1000'.", "1000", "1")]
    [InlineData("but found '--steps'.", "--steps")]
    [InlineData("but found '--steps'.", "--steps", "1", "--steps", "2")]
    [InlineData("but found '--save'.", "--save", "")]
    [InlineData("but found 'FILE'.", "FILE", "--save")]
    [InlineData("--steps must be a whole number from 0 to 2147483647, but was '-1'.", "--steps", "-1")]
    [InlineData("--steps must be a whole number from 0 to 2147483647, but was '1.5'.", "--steps", "1.5")]
    [InlineData("--batch must be a whole number from 1 to 2147483647, but was '0'.", "--batch", "0")]
    [InlineData("--seed must be a whole number from 0 to 2147483647, but was 'x'.", "--seed", "x")]
    [InlineData("--seed must be a whole number from 0 to 2147483647, but was '2147483648'.", "--seed", "2147483648")]
    [InlineData("--temperature must be a number from 0.01 to 1.7976931348623157E+308, but was '0'.", "--temperature", "0")]
    [InlineData("--temperature must be a number from 0.01 to 1.7976931348623157E+308, but was 'NaN'.", "--temperature", "NaN")]
    [InlineData("1.7976931348623157E+308, but was '1e999'.", "--temperature", "1e999")]
    [InlineData("1.7976931348623157E+308, but was '0,5'.", "--temperature", "0,5")]
    [InlineData("--engine must be nodes or tape, but was 'gpu'.", "--engine", "gpu")]
    [InlineData("Could not find file 'FOLDER/none.txt'.", "--documents", "FOLDER/none.txt")]
    [InlineData("FOLDER", "--documents", "FOLDER")]
    [InlineData("Could not find file 'FOLDER/none.json'.", "--load", "FOLDER/none.json")]
    [InlineData("FOLDER", "--load", "FOLDER")]
    public void A_wrong_option_gives_one_line_and_exit_code_2(string message, params string[] args)
    {
        Refused(Array.ConvertAll(args, InThisFolder)).Should().Contain(InThisFolder(message));

        string InThisFolder(string text) => text.Replace("FOLDER/", _folder + Path.DirectorySeparatorChar).Replace("FOLDER", _folder);
    }

    [Theory, InlineData("."), InlineData("none/model.json")]
    public void A_path_that_cannot_be_written_is_refused_before_the_training(string path)
    {
        string file = InFolder(path);

        MicroGptSample.Run(out string printed, out string errors, "--save", file, "--steps", "1").Should().Be(2);

        printed.Should().BeEmpty();
        errors.Should().StartWith("error: ").And.Contain(Path.GetFullPath(file)).And.EndWith("\n");
        errors.Count(c => c == '\n').Should().Be(1);
    }

    [Fact]
    public void A_wrong_option_leaves_the_file_to_save_as_it_was()
    {
        string file = InFolder("model.json"), other = Text("kept");

        Refused("--save", file, "--engine", "gpu");
        Refused("--save", other, "--engine", "gpu");

        File.Exists(file).Should().BeFalse();
        File.ReadAllText(other).Should().Be("kept");
    }

    [Fact]
    public void A_list_in_UTF_16_is_read_if_it_says_so()
    {
        string file = InFolder("documents.txt");
        File.WriteAllText(file, "anna\nbob\n", Encoding.Unicode);
        Printed("--documents", file, "--steps", "1").Should().StartWith("2 documents (0 cut to 16 characters), 3488 parameters\n");

        File.WriteAllBytes(file, Encoding.Unicode.GetBytes("anna\nbob\n"));
        Refused("--documents", file).Should().Be($"error: {file}: expected text in UTF-8.");
    }

    [Fact]
    public void Numbers_are_read_and_printed_the_same_in_every_culture()
    {
        string expected = Printed("--steps", "1", "--temperature", "1.5");
        var culture = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator) = (",", ".");
        try
        {
            CultureInfo.CurrentCulture = comma;
            Printed("--steps", "1", "--temperature", "1.5").Should().Be(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("", "expected documents, one a line, but there is none.")]
    [InlineData(" \n\t\n", "expected documents, one a line, but there is none.")]
    [InlineData("name\nbad\0\n", "expected text in UTF-8.")]
    public void A_wrong_list_gives_one_line_and_exit_code_2(string text, string message)
    {
        string file = Text(text);

        Refused("--documents", file).Should().Be($"error: {file}: {message}");
    }

    [Fact]
    public void A_list_in_another_encoding_gives_one_line_and_exit_code_2()
    {
        string file = InFolder("latin1.txt");
        File.WriteAllBytes(file, [0x5A, 0x6F, 0xEB, 0x0A]);

        Refused("--documents", file).Should().Be($"error: {file}: expected text in UTF-8.");
    }

    [Fact]
    public void The_file_of_another_model_gives_one_line_and_exit_code_2()
    {
        string file = InFolder("model.json"), csv = Path.Combine(Repository.Root, "samples", "iris.csv");
        Printed("--steps", "0", "--save", file);

        Refused("--documents", Text("abc\n"), "--load", file).Should().StartWith("error: ")
            .And.Contain("must be that of the checkpoint, 'a microgpt for the characters 'abcdefghiklmnoprstuvwxyz'', "
                + "but was 'a microgpt for the characters 'abc''.");
        Refused("--load", csv).Should().StartWith($"error: {csv}: The file must be JSON, but is invalid at line 1");
    }

    private static string Refused(params string[] args)
    {
        MicroGptSample.Run(out _, out string errors, args).Should().Be(2);
        string[] lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Should().ContainSingle().Which.Should().StartWith("error: ").And.Subject;
    }

    private static string Printed(params string[] args)
    {
        int code = MicroGptSample.Run(out string printed, out string errors, args);
        errors.Should().BeEmpty();
        code.Should().Be(0);
        return printed;
    }

    private static string[] Names(string printed) => printed.TrimEnd('\n').Split('\n')[^20..];

    private static double Loss(string printed) =>
        double.Parse(LossOfLastStep().Match(printed).Groups["loss"].Value, CultureInfo.InvariantCulture);

    private string Text(string text)
    {
        string file = InFolder("documents.txt");
        File.WriteAllText(file, text);
        return file;
    }

    private string InFolder(string name) => Path.Combine(_folder, name);

    [GeneratedRegex(@"step +(?<step>\d+) of \k<step>  loss (?<loss>\S+)  ")]
    private static partial Regex LossOfLastStep();
}
