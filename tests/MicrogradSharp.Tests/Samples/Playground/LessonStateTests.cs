using Formulas;
using Playground.Addresses;
using Playground.Lessons;
using Playground.Tabs.BreakIt;
using Playground.Tabs.Fit;
using Playground.Tabs.Formula;
using Playground.Tabs.Gpt;
using Playground.Tabs.Network;

namespace MicrogradSharp.Tests.Samples.Playground;

/// <summary>What the lessons open, and what they say about it.</summary>
public sealed class LessonStateTests
{
    public static TheoryData<string> Names => [.. LessonList.All.Select(lesson => lesson.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_lesson_opens_a_state_of_its_tab_that_has_all_its_fields(string name)
    {
        var start = Named(name).Start;

        var kept = start.Tab switch
        {
            "formula" => FormulaState.Parse(start.Fields).Format(),
            "network" => NetworkState.Parse(start.Fields).Format(),
            "fit" => FitState.Parse(start.Fields).Format(),
            "gpt" => GptState.Parse(start.Fields).Format(),
            "break-it" => BreakItState.Parse(start.Fields).Format(),
            _ => throw new InvalidOperationException($"There is no tab {start.Tab}."),
        };

        // a field that is lost is unknown to the tab, wrong, or the default, which an address leaves out
        kept.ToString().Split('&').Should().BeEquivalentTo(start.Fields.ToString().Split('&'));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_lesson_asks_for_one_thing_to_try(string name)
    {
        string.Join(' ', Named(name).Paragraphs).Split("Try it: ").Should().HaveCount(2);
    }

    [Fact]
    public void They_go_from_one_multiplication_to_why_attention_through_all_tabs()
    {
        LessonList.All.Should().HaveCountGreaterThanOrEqualTo(8);
        LessonList.All[0].Name.Should().Be("one-multiplication");
        LessonList.IndexOf("why-attention").Should().BeGreaterThan(7);
        string[] tabs = ["formula", "network", "fit", "gpt", "break-it"];
        LessonList.All.Select(lesson => lesson.Start.Tab).Distinct().Should().BeEquivalentTo(tabs);
    }

    [Theory]
    [InlineData("one-multiplication", "", 6.0, "w 2, x 3")]
    [InlineData("one-multiplication", "x=5", 15.0, "w 5")]
    [InlineData("two-steps", "", 0.7616, "w 0.84")]
    [InlineData("two-steps", "w=0", 0.0, "w 2")]
    [InlineData("a-sum", "", 5.0, "b 1, w 2, x 3")]
    [InlineData("a-sum", "x=4", 11.0, "b 1, w 4")]
    [InlineData("used-twice", "", 9.0, "x 6")]
    [InlineData("used-twice", "x=-2", 4.0, "x -4")]
    [InlineData("a-neuron", "", 0.7071, "w2 0, w1 1")]
    [InlineData("a-neuron", "x2=1", 0.9546, "w2 0.0887")]
    [InlineData("saturation", "", 1.0, "w 0, x 0, b 0")]
    [InlineData("saturation", "w=0", 0.0, "w 2")]
    [InlineData("the-slope-of-the-slope", "", 2.0, "x 0")]
    [InlineData("the-slope-of-the-slope", "x=1", -2.0, "x 0")]
    public void The_numbers_of_a_formula_are_those_that_the_lesson_says(string name, string change, double output, string gradients)
    {
        var (root, leaves) = Build(name, change);

        root.Backward();

        root.Data.Should().BeApproximately(output, 1e-4);
        foreach (string[] leaf in gradients.Split(", ").Select(text => text.Split(' ')))
        {
            double expected = double.Parse(leaf[1], System.Globalization.CultureInfo.InvariantCulture);
            leaves.Single(node => node.Label == leaf[0]).Grad.Should().BeApproximately(expected, 1e-4, "of {0}", leaf[0]);
        }
    }

    [Theory]
    [InlineData("x=-1", -6.0)]
    [InlineData("x=1", 6.0)]
    public void The_second_derivative_is_negative_on_the_hill_and_positive_in_the_valley(string change, double second)
    {
        var (root, leaves) = Build("the-slope-of-the-slope", change);

        var slope = Differentiate.Gradient(root, leaves[0])[0];
        slope.Backward();

        leaves[0].Grad.Should().BeApproximately(second, 1e-12);
    }

    [Fact]
    public void A_point_that_moves_tilts_the_line()
    {
        var state = FitState.Parse(Named("a-line").Start.Fields);

        Estimates(state).Should().Equal(1.04, 1.99);
        Estimates(state with { Data = state.Data.Replace("9.1", "19.1", StringComparison.Ordinal) }).Should().Equal(-0.96, 3.99);
        Named("a-line").Paragraphs[^1].Should().Contain("tilts");
    }

    [Fact]
    public void The_names_of_the_lesson_on_attention_have_one_letter_and_what_follows_it()
    {
        string[] parts = [.. Named("why-attention").Paragraphs[0].Split('`').Where((_, i) => i % 2 == 1)];

        foreach (var (name, next) in new[] { (parts[1], parts[2]), (parts[3], parts[4]) })
        {
            NameList.Elements.Names.Should().Contain(name);
            name.Split(parts[0]).Should().HaveCount(2)
                .And.Subject.ElementAt(1).Should().StartWith(next);
        }
    }

    [Fact]
    public void One_letter_does_no_better_than_counting_pairs_and_attention_does()
    {
        var bigram = Trained("the-last-letter");
        var gpt = Trained("why-attention");

        Math.Log(bigram.Alphabet.Tokens).Should().BeApproximately(3.2, 0.05);
        LossCurve.Of(bigram.Losses).Should().OnlyContain(point => point.Y > bigram.PairLoss, "the blue line does not cross the orange one");
        LossCurve.Of(gpt.Losses)[^1].Y.Should().BeLessThan(gpt.PairLoss);
        Loss(bigram).Should().BeInRange(bigram.PairLoss, bigram.PairLoss + 0.15);
        Loss(gpt).Should().BeLessThan(gpt.PairLoss - 0.15);
    }

    private static Lesson Named(string name) => LessonList.All[LessonList.IndexOf(name)];

    private static (Node Root, IReadOnlyList<Node> Leaves) Build(string name, string change)
    {
        var fields = Named(name).Start.Fields;
        if (change.Split('=') is [var key, var text]) fields = fields.With(key, text);
        var state = FormulaState.Parse(fields);
        return CompiledFormula.Parse(state.Text).Build(state.Data.Of);
    }

    private static IEnumerable<double> Estimates(FitState state)
    {
        var work = new FitWork(state);
        while (work.Step())
        {
        }
        return work.Fit!.Parameters.Select(parameter => Math.Round(parameter.Estimate, 6));
    }

    private static GptTraining Trained(string lesson)
    {
        var state = GptState.Parse(Named(lesson).Start.Fields);
        var training = new GptTraining(NameList.Elements.Names, state.Seed, state.IsBigram);
        while (training.Losses.Count < GptTraining.MaxSteps) training.Step();
        return training;
    }

    // over the whole list
    private static double Loss(GptTraining training)
    {
        int[][] documents = [.. NameList.Elements.Names.Select(training.Alphabet.Encode)];
        double sum = documents.Sum(tokens => training.Model.LossOf(tokens).Data * (tokens.Length - 1));
        return sum / documents.Sum(tokens => tokens.Length - 1);
    }
}
