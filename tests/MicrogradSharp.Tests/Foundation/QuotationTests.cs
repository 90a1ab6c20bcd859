using System.Text;
using System.Text.Json;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Foundation;

public sealed class QuotationTests
{
    private const int LongestMessage = 2_500;

    /// <summary>A long text with a colour, line breaks and a bell.</summary>
    private static readonly string s_hostile = "\u001b[31m\r\n\u0007\u0085\u2028" + new string('x', 100_000);

    private static readonly string s_json = JsonSerializer.Serialize(s_hostile);

    private static readonly string s_csv = $"\"{s_hostile}\"";

    public static TheoryData<string> Models =>
    [
        s_json, s_hostile, "tru" + s_hostile, "[tru\u001b\u0007 LineNumber: 1" + s_hostile, "-" + s_hostile, "\"" + s_hostile,
        "{" + s_hostile, new string('9', 100_000),
        $"{{{s_json}:1}}", $"{{{s_json}:1,{s_json}:1}}", $"{{\"format\":{s_json}}}", $"{{\"format\":{new string('9', 100_000)}}}",
        $"{{\"format\":\"microgradsharp/mlp\",\"version\":1{new string('0', 100_000)}}}",
        $"{{\"format\":\"microgradsharp/mlp\",\"version\":1,{s_json}:1}}",
        Model(summation: s_json), Model(activation: s_json), Model(weight: s_json), Model(weight: new string('9', 100_000)),
    ];

    public static TheoryData<string> Tensors =>
    [
        s_json, "{" + s_hostile, "{\"a\":tru" + s_hostile,
        $"{{{s_json}:1}}", $"{{{s_json}:{{{s_json}:1}}}}", $"{{{s_json}:{Tensor()}}}", $"{{\"0.weight\":{Tensor(type: s_json)}}}",
        $"{{\"0.weight\":{Tensor(shape: $"[{string.Join(',', Enumerable.Repeat("1", 100_000))}]")}}}",
        $"{{\"0.weight\":{Tensor(shape: "[1,1]")},"
            + $"\"0.bias\":{Tensor(shape: $"[{string.Join(',', Enumerable.Repeat("0", 100_000))}]", offsets: "[8,8]")}}}",
        $"{{\"__metadata__\":{{\"model\":\"microgradsharp/mlp\",\"version\":{s_json}}},"
            + $"\"0.weight\":{Tensor(shape: "[1,1]")},\"0.bias\":{Tensor(offsets: "[8,16]")}}}",
        $"{{\"__metadata__\":{{{s_json}:1}}}}",
    ];

    public static TheoryData<string> Tables =>
    [
        $"{s_csv},b,{s_csv}\n", $"{s_csv}\n{s_csv}\n", $"{s_csv}\n\"1\"\u0007{s_hostile}\n", $"{s_csv}\n1,2\n", $"{s_csv}\n\"{s_hostile}",
        $"a\n{new string('9', 100_000)}x\n",
    ];

    [Fact]
    public void A_quotation_is_cut_and_in_one_line()
    {
        ShownText.Quoted("plain").Should().Be("'plain'");
        ShownText.Quoted(new string('x', 80)).Should().Be($"'{new string('x', 80)}'");
        ShownText.Quoted(new string('x', 81)).Should().Be($"'{new string('x', 79)}…'");
        ShownText.Quoted("a\r\nb\u001bc\ud800d").Should().Be("'a  b\uFFFDc\uFFFDd'");
        ShownText.Quoted(new string('x', 78) + "🙂🙂").Should().Be($"'{new string('x', 78)}…'", "a character is whole or not there");
        ShownText.List(Enumerable.Range(1, 20).Select(i => $"{i}")).Should().EndWith(", 19, 20");
        ShownText.List(Enumerable.Range(1, 21).Select(i => $"{i}")).Should().EndWith(", 19, 20, …");
    }

    [Theory]
    [MemberData(nameof(Models), DisableDiscoveryEnumeration = true)]
    public void A_model_of_a_stranger_puts_nothing_long_and_no_control_character_into_messages(string text) =>
        ShouldQuoteWell(() => MLP.Load(Utf8(text)));

    [Theory]
    [MemberData(nameof(Tensors), DisableDiscoveryEnumeration = true)]
    public void Tensors_of_a_stranger_put_nothing_long_and_no_control_character_into_messages(string header)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(header);
        byte[] file = [.. BitConverter.GetBytes((long)utf8.Length), .. utf8, .. new byte[16]];
        ShouldQuoteWell(() => MLP.LoadSafetensors(new MemoryStream(file)));
        ShouldQuoteWell(() => new MLP(1, [1]).LoadParameters(new MemoryStream(file)), orPass: true);
    }

    [Theory]
    [MemberData(nameof(Tables), DisableDiscoveryEnumeration = true)]
    public void A_table_of_a_stranger_puts_nothing_long_and_no_control_character_into_messages(string text) =>
        ShouldQuoteWell(() => Dataset.ReadCsv(new StringReader(text)));

    [Fact]
    public void Names_of_columns_are_quoted_well_long_after_they_were_read()
    {
        string names = string.Join(',', Enumerable.Range(0, 1_000).Select(i => $"\"{i}{s_hostile[..200]}\""));
        var table = Dataset.ReadCsv(new StringReader($"{names}\n{string.Join(',', Enumerable.Repeat("inf", 1_000))}\n"));
        ShouldQuoteWell(() => table.Column("a"));
        ShouldQuoteWell(() => table.SelectColumns(table.ColumnNames[0], table.ColumnNames[0]));
        ShouldQuoteWell(() => Standardizer.Fit(table));
        ShouldQuoteWell(() => new Standardizer(["a"], [0], [1]).Apply(table));
        var missing = Dataset.ReadCsv(new StringReader($"{names}\n{string.Join(',', Enumerable.Repeat("NaN", 1_000))}\n"));
        ShouldQuoteWell(() => Standardizer.Fit(missing));
    }

    [Fact]
    public void A_checkpoint_is_quoted_well_also_when_it_is_restored()
    {
        string path = Path.GetTempFileName();
        try
        {
            foreach (var (kind, buffer) in new[] { (s_json, "\"a\""), ("\"Sgd\"", s_json), (s_json, s_json) })
            {
                File.WriteAllText(path, $$$"""
                    {"format":"microgradsharp/checkpoint","version":1,"epochs":3,"parameters":[1],
                    "optimizer":{"kind":{{{kind}}},"stepCount":3,"learningRate":0.5,"buffers":{{{{buffer}}}:[3]}},"earlyStopping":null}
                    """);
                ShouldQuoteWell(() => Checkpoint.Load(path).Restore(new Sgd([1.0], 0.1)));
            }
            File.WriteAllText(path, $"{{\"format\":{s_json}}}");
            ShouldQuoteWell(() => Checkpoint.Load(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Model(string summation = "\"Nary\"", string activation = "\"Tanh\"", string weight = "1") =>
        """{"format":"microgradsharp/mlp","version":1,"inputs":1,""" +
        $$"""
        "summation":{{summation}},"layers":[{"activation":{{activation}},"weights":[[{{weight}}]],"biases":[0]}]}
        """;

    private static string Tensor(string type = "\"F64\"", string shape = "[1]", string offsets = "[0,8]") =>
        $$"""{"dtype":{{type}},"shape":{{shape}},"data_offsets":{{offsets}}}""";

    private static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Returns the message and those of inner exceptions, because logs print them too.</summary>
    private static void ShouldQuoteWell(Action action, bool orPass = false)
    {
        var fault = Record.Exception(action);
        if (orPass && fault is null) return;
        (fault is FormatException or ArgumentException)
            .Should().BeTrue("it should be refused, but was {0}", fault?.GetType().Name ?? "taken");
        for (; fault is not null; fault = fault.InnerException)
        {
            fault.Message.Length.Should().BeLessThan(LongestMessage);
            fault.Message.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029').Should().BeFalse("messages go to terminals and logs");
        }
    }
}
