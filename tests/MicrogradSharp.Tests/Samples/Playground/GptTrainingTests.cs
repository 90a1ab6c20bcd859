using Playground.Tabs.Gpt;

namespace MicrogradSharp.Tests.Samples.Playground;

/// <summary>The model of the tab GPT, beside that of <c>samples/microgpt.cs</c>.</summary>
public sealed class GptTrainingTests
{
    private const int Seed = 42, Steps = 30;

    [Fact]
    public void It_has_the_losses_and_the_parameters_of_the_sample_to_the_last_bit()
    {
        var training = Trained(Steps);
        var random = new Random(Seed);
        string[] documents = [.. NameList.Elements.Names];
        random.Shuffle(documents);
        var sample = new MicroGptSample(string.Concat(training.Alphabet.Letters), random);
        int[][] tokens = Array.ConvertAll(documents, sample.Encode);
        var adam = sample.Adam();

        double[] losses = [.. Enumerable.Range(0, Steps).Select(_ => sample.Step(adam, tokens, steps: GptTraining.MaxSteps))];

        training.Losses.Should().Equal(losses);
        training.Model.Parameters.Select(node => node.Data).Should().Equal(sample.Parameters.Select(node => node.Data));
    }

    [Fact]
    public void It_invents_the_names_of_the_sample()
    {
        var training = Trained(Steps);
        var sample = new MicroGptSample(string.Concat(training.Alphabet.Letters), new Random(1));
        sample.Set([.. training.Model.Parameters.Select(node => node.Data)]);
        var (random, other) = (new Random(3), new Random(3));

        for (int i = 0; i < 5; i++)
        {
            var inventing = new Inventing(training, 0.8, random);
            while (inventing.Step())
            {
            }
            inventing.Name.Should().Be(sample.Sample(other, 0.8));
        }
    }

    [Fact]
    public void The_browser_shows_this_loss_and_these_names()
    {
        // the numbers of tests/Browser/playground/gpt.mjs
        var session = Session(new GptState("", false, Seed, 0, 0.5, "", 1), steps: 60);

        session.Training.Losses[^1].Should().BeApproximately(1.8390088821222346, 1e-12);
        string.Join(' ', session.Rounds[0].Names.Select(one => one.Name)).Should().Be("aranium prilum rinium cereroon harhan");
        session.Reading!.Weight(1, 4, 2).Should().BeApproximately(0.2118, 5e-5);
    }

    [Fact]
    public void A_bigram_sees_the_last_letter_only()
    {
        var bigram = new GptTraining(["ab", "ba", "cab"], 1, isBigram: true);
        var (one, other) = (new Reading(bigram, "ab"), new Reading(bigram, "caab"));
        while (one.Step())
        {
        }
        while (other.Step())
        {
        }

        other.Expected[^1].Should().Equal(one.Expected[^1]);
        other.Weight(2, 3, 3).Should().Be(1);
        other.Weight(2, 3, 2).Should().Be(0);
    }

    [Fact]
    public void The_weights_of_a_row_add_up_to_1()
    {
        var reading = new Reading(Trained(5), "zinc");
        while (reading.Step())
        {
        }

        reading.Letters.Should().Equal("•", "z", "i", "n", "c");
        for (int row = 0; row < 5; row++)
        {
            Enumerable.Range(0, row + 1).Sum(column => reading.Weight(3, row, column)).Should().BeApproximately(1, 1e-12);
        }
    }

    [Fact]
    public void Counting_pairs_has_the_loss_of_the_counts()
    {
        // • is followed by a twice and by b once, a by • twice and by b once, b by a and by •
        double[] parts = [2.0 / 3, 2.0 / 3, 1.0 / 3, 2.0 / 3, 2.0 / 3, 1.0 / 3, 0.5, 0.5];

        new GptTraining(["a", "ab", "ba"], 1).PairLoss.Should().BeApproximately(-parts.Average(Math.Log), 1e-12);
        Trained(0).PairLoss.Should().BeApproximately(1.84, 0.005, "docs/microgpt.md has it too");
    }

    [Fact]
    public void A_pause_changes_nothing_that_comes_later()
    {
        var state = new GptState("anna,bert,carla,dora", false, 5, 0, 1, "", 1);
        var whole = Session(state, steps: 200);
        var paused = Session(state, steps: 130);
        paused.Rounds.Select(round => round.Steps).Should().Equal(130, 100, 0);
        paused.TrainTo(200);
        while (paused.Work())
        {
        }

        paused.Training.Losses.Should().Equal(whole.Training.Losses);
        paused.Rounds.Select(Text).Should().Equal(whole.Rounds.Select(Text));

        static string Text(InventedRound round) => $"{round.Steps} {string.Join(' ', round.Names)}";
    }

    [Fact]
    public void Names_of_the_list_are_told_from_new_ones()
    {
        var session = Session(new GptState("aa,ab,ba,bb", false, 1, 0, 1, "", 1), steps: 100);
        var names = session.Rounds.SelectMany(round => round.Names).ToArray();

        names.Should().OnlyContain(one => one.IsNew != session.List.Names.Contains(one.Name));
        names.Select(one => one.IsNew).Should().Contain(true).And.Contain(false);
    }

    [Fact]
    public void Another_temperature_replaces_the_last_round_and_another_name_the_reading()
    {
        var state = new GptState("anna,bert", false, 1, 0, 0.5, "", 1);
        var session = Session(state, steps: 10);
        session.Reading!.Letters.Should().Equal("•", "a", "n", "n", "a");
        var before = session.Rounds;

        session.Change(state with { Temperature = 2, Shown = "tea" });
        while (session.Work())
        {
        }

        session.Rounds.Select(round => round.Steps).Should().Equal(10, 0);
        session.Rounds[0].Names.Should().NotEqual(before[0].Names);
        session.Rounds[1].Should().BeSameAs(before[1]);
        session.Reading!.Letters.Should().Equal("•", "t", "e", "a");
        session.Change(state with { Shown = "x-ray" });
        session.UnknownLetters.Should().Equal("x", "-", "y");
    }

    [Fact]
    public void A_curve_of_losses_has_their_means()
    {
        double[] losses = [.. Enumerable.Range(0, 65).Select(i => i < 15 ? 100.0 : i)];

        var curve = LossCurve.Of(losses);

        curve.Select(point => point.X).Should().Equal(10, 20, 30, 40, 50, 60, 65);
        curve[0].Y.Should().Be(100);
        curve[^1].Y.Should().Be((15 + 64) / 2.0);
        LossCurve.Of([]).Should().BeEmpty();
    }

    [Fact]
    public void Letters_with_equal_vectors_have_one_place()
    {
        var training = Trained(0);
        for (int i = 0; i < GptModel.Width; i++) training.Model.Vector(1)[i].Data = training.Model.Vector(0)[i].Data;

        var places = new LetterMap().Places(training);

        places[1].Should().Be(places[0]);
        places.Select(place => place.X * place.Y).Sum().Should().BeApproximately(0, 1e-3, "the directions are at a right angle");
        places.Sum(place => place.X * place.X).Should().BeGreaterThan(places.Sum(place => place.Y * place.Y));
    }

    private static GptTraining Trained(int steps)
    {
        var training = new GptTraining(NameList.Elements.Names, Seed);
        for (int i = 0; i < steps; i++) training.Step();
        return training;
    }

    private static GptSession Session(GptState state, int steps)
    {
        var session = new GptSession(state);
        session.TrainTo(steps);
        while (session.Work())
        {
        }
        return session;
    }
}
