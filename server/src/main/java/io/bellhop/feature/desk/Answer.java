package io.bellhop.feature.desk;

import io.bellhop.engine.schema.Text;

/** What a customer answered to a question of the site's pre-chat form. */
public record Answer(@Text(max = 60) String question, @Text(max = 500) String answer) {}
