using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>A tape does not repeat assignments, so a function that sets data inside a recording throws.</summary>
public sealed class RecordingAssignmentTests
{
    private readonly Node _w = new(2.0, "w");

    [Fact]
    public void A_parameter_set_halfway_is_refused_by_name()
    {
        const string Message =
            "The data of 'w' was set from 2 to 5 inside a recording, but a tape does not repeat assignments. " +
            "Set data before or after Tape.Record, or use a new node for the new number.";
        Refuses(Message, row =>
        {
            var y = row[0] * _w;
            _w.Data = 5;
            return y + _w;
        });
        _w.Data.Should().Be(5, "what the function did is done");
    }

    [Fact]
    public void What_is_set_before_its_first_use_is_as_if_set_before_the_recording()
    {
        Node v = new(1.0, "v");
        var tape = Tape.Record(1, row =>
        {
            _w.Value.Data += 0.5;
            Node literal = 3.0;
            literal.Data = 4;
            var thread = new Thread(() => v.Data = 10);
            thread.Start();
            thread.Join();
            return row[0] * _w * literal + v;
        });
        tape.Mean([5]).Should().Be(2.5 * 5 * 4 + 10);
        tape.Parameters.Should().Equal(_w, v);
    }

    [Fact]
    public void Setting_a_parameter_back_still_counts_as_setting_it()
    {
        Refuses("The data of 'w' was set from 5 to 2 *", row =>
        {
            double before = _w.Data;
            _w.Data = 5;
            var y = row[0] * _w;
            _w.Data = before;
            return y;
        });
        Refuses("The data of 'w' was set from 6 to 2 *", row =>
        {
            var y = row[0] * _w;
            ref double data = ref _w.Data;
            data = 6;
            y += row[0] * _w;
            data = 2;
            return y;
        });
    }

    [Fact]
    public void A_parameter_that_only_an_intermediate_result_uses_is_refused() => Refuses("The data of 'w' was set from 2 to 5 *", row =>
    {
        var u = _w * 3;
        _w.Data = 5;
        return row[0] * u;
    });

    [Fact]
    public void An_intermediate_result_is_refused_by_its_symbol() => Refuses("The data of a result of '*' was set from 6 to 100 *", row =>
    {
        var u = _w * 3;
        u.Data = 100;
        return row[0] * u;
    });

    [Fact]
    public void An_intermediate_result_that_is_set_back_is_refused() => Refuses("The data of a result * was set from 100 to 6 *", row =>
    {
        var u = _w * 3;
        u.Data = 100;
        var y = row[0] * u;
        u.Data = 6;
        return y;
    });

    [Fact]
    public void An_intermediate_result_that_is_returned_is_refused() => Refuses("The data of a result * was set from 6 to 100 *", row =>
    {
        var u = _w * 3;
        u.Data = 100;
        return u;
    });

    [Fact]
    public void An_intermediate_result_from_before_the_recording_is_refused()
    {
        var u = _w * 3;
        u.Label = "u";
        Refuses("The data of 'u' was set from 6 to 100 *", row =>
        {
            var y = row[0] * u;
            u.Data = 100;
            return y;
        });
    }

    [Fact]
    public void A_parameter_below_a_result_from_before_the_recording_is_refused()
    {
        var u = (_w * 3).Tanh() + 1;
        Refuses("The data of 'w' was set from 2 to 5 *", row =>
        {
            var y = row[0] * u;
            _w.Data = 5;
            return y;
        });
        Node v = 3.0;
        Refuses("The data of 'w' was set from 2 to 5 *", row =>
        {
            var y = Elsewhere(() => u * v);
            _w.Data = 5;
            return row[0] * y;
        });
    }

    [Fact]
    public void A_result_from_before_the_recording_is_computed_anew_whatever_its_data()
    {
        var u = _w * 3;
        u.Data = 100;
        Tape.Record(1, row => row[0] * u).Mean([5]).Should().Be(30);
        Tape.Record(1, row =>
        {
            u.Data = 200;
            return row[0] * u;
        }).Mean([5]).Should().Be(30);
        _w.Data = 3;
        Tape.Record(1, row => row[0] * u).Mean([5]).Should().Be(45);
    }

    [Fact]
    public void A_leaf_made_inside_is_refused()
    {
        Refuses("The data of a leaf without a label was set from 3 to 100 *", row =>
        {
            Node u = 3.0;
            var y = row[0] * u;
            u.Data = 100;
            return y + u;
        });
    }

    [Fact]
    public void The_sign_of_zero_counts_and_a_NaN_is_itself()
    {
        Node zero = new(0.0, "zero"), not = new(double.NaN, "not");
        Refuses("The data of 'zero' was set from 0 to -0 *", row =>
        {
            var y = row[0] / zero;
            zero.Data = -0.0;
            return y;
        });
        Tape.Record(1, row =>
        {
            var y = row[0] * not;
            not.Data = not.Data;
            return y;
        }).Parameters.Should().Equal(not);
    }

    [Fact]
    public void An_assignment_on_a_thread_that_the_function_starts_is_refused() => Refuses("The data of 'w' was set from 2 to 5 *", row =>
    {
        var y = row[0] * _w;
        Elsewhere(() => _w.Data = 5);
        return y;
    });

    [Fact]
    public void What_a_thread_that_the_function_starts_has_used_is_refused_when_it_is_set()
    {
        Node v = new(3.0, "v");
        Refuses("The data of 'w' was set from 2 to 5 *", row =>
        {
            var u = Elsewhere(() => _w * v);
            _w.Data = 5;
            return row[0] * u;
        });
        Refuses("The data of a result of '*' was set from 6 to 100 *", row =>
        {
            var u = Elsewhere(() => _w * v);
            u.Data = 100;
            return row[0] * u;
        });
    }

    [Fact]
    public void A_step_of_an_optimizer_is_refused()
    {
        var optimizer = new Sgd([_w], 0.1);
        _w.Grad = 10;
        Refuses("The data of 'w' was set from 2 to 1 *", row =>
        {
            optimizer.Step();
            return row[0] * _w;
        });
    }

    [Fact]
    public void Reading_data_and_setting_what_the_function_does_not_use_is_allowed()
    {
        Node counter = 0.0;
        double read = 0;
        var tape = Tape.Record(1, row =>
        {
            counter.Data++;
            Node three = 3.0;
            read = _w.Data + (_w * three).Data;
            _w.Grad = 4;
            return row[0] * _w * three;
        });
        (read, counter.Data, _w.Grad).Should().Be((8, 1, 4));
        tape.Mean([5]).Should().Be(30);
    }

    [Fact]
    public void What_only_another_thread_uses_and_the_function_does_not_may_be_set()
    {
        Node v = 3.0;
        Tape.Record(1, row =>
        {
            Elsewhere(() => v * v);
            v.Data = 100;
            return row[0] * _w;
        }).Mean([5]).Should().Be(10);
    }

    [Fact]
    public void A_pass_of_another_tape_may_run_inside_also_with_a_rule_that_runs_on_nodes()
    {
        var other = Tape.Record(1, row => Node.From(new Twice(), row[0]));
        double mean = 0;
        Tape.Record(1, row =>
        {
            mean = other.Mean([1, 2, 3, 4]);
            return row[0] * _w;
        }).Mean([5]).Should().Be(10);
        mean.Should().Be(5);
    }

    private static T Elsewhere<T>(Func<T> function)
    {
        T result = default!;
        var thread = new Thread(() => result = function());
        thread.Start();
        thread.Join();
        return result;
    }

    private void Refuses(string message, Func<ReadOnlySpan<Node>, Node> function)
    {
        _w.Data = 2;
        ((Action)(() => Tape.Record(1, function))).Should().Throw<InvalidOperationException>().WithMessage(message);
        double after = _w.Data;
        Tape.Record(1, row => row[0] * _w).Mean([5]).Should().Be(5 * after, "the next recording knows nothing of it");
    }

    private sealed class Twice : IBackward
    {
        public string Symbol => "twice";

        public double Forward(Value output) => 2 * output.Inputs[0].Data;

        public void Backward(Value output) => output.Inputs[0].Grad += 2 * output.Grad;
    }
}
